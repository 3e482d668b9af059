package dev.missionmesh.operator.application;

import java.time.Duration;

/** The mesh cannot do it now; the same request may succeed later. */
public final class MeshUnavailable extends RuntimeException {
  private final String reason;
  private final Duration after;

  /**
   * @param reason a word for conditions, such as {@code RateLimited}
   * @param message a sentence for people, without secrets
   * @param after how long to wait before the next attempt
   */
  public MeshUnavailable(String reason, String message, Duration after) {
    super(message, null, false, false);
    this.reason = reason;
    this.after = after;
  }

  public String reason() {
    return reason;
  }

  public Duration after() {
    return after;
  }

  /** How long to wait before the next attempt; {@code usual} if the mesh has not said so. */
  public Duration afterOr(Duration usual) {
    return after.isPositive() ? after : usual;
  }
}
