package dev.missionmesh.gateway.domain;

import java.util.Locale;

/** Why a request was not authenticated. For metrics: the caller is not told which. */
public enum Refusal {
  MISSING,
  MALFORMED,
  UNKNOWN,
  REVOKED,
  EXPIRED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
