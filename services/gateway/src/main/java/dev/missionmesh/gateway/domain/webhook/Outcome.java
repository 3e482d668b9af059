package dev.missionmesh.gateway.domain.webhook;

import java.util.Locale;

/** How one attempt to deliver ended. */
public enum Outcome {
  /** A status of 2xx. */
  DELIVERED,
  /** 410: the receiver wants nothing any more. */
  GONE,
  /** Another status of 4xx or 5xx. */
  REJECTED,
  /** 3xx: redirects are not followed. */
  REDIRECTED,
  /** No answer in time. */
  TIMED_OUT,
  /** The name cannot be resolved, nobody listens, or the connection broke. */
  UNREACHABLE,
  /** No trustworthy TLS connection could be made. */
  INSECURE,
  /** The URL leads where webhooks may not go. */
  FORBIDDEN_ADDRESS,
  /** The secret cannot be opened with the keys that the gateway has. */
  UNSIGNABLE;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isSuccess() {
    return this == DELIVERED;
  }
}
