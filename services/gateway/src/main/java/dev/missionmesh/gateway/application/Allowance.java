package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;

/**
 * Whether one more request is within its limit.
 *
 * @param granted true if it is; it has been counted then
 * @param remaining how many more could come at once now, as far as this replica knows
 * @param waitNanos after refusal: when it is worth another try, unless others come first
 * @param basis what the count rests on
 */
public record Allowance(
    Allotment allotment, boolean granted, long remaining, long waitNanos, Basis basis) {
  /** What a count rests on. */
  public enum Basis {
    /** This replica alone, because it is the only one. */
    MEMORY,
    /** All replicas together. */
    REDIS,
    /** This replica's share, while what the replicas have in common cannot be asked. */
    FALLBACK
  }

  static Allowance granted(Allotment allotment, long remaining, Basis basis) {
    return new Allowance(allotment, true, remaining, 0, basis);
  }

  static Allowance refused(Allotment allotment, long waitNanos, Basis basis) {
    return new Allowance(allotment, false, 0, waitNanos, basis);
  }

  /**
   * How long until as many as {@code burst} could come at once again, if nobody comes meanwhile.
   */
  public long fullAgainNanos() {
    return allotment.limit().nanosFor(Math.max(0, allotment.limit().burst() - remaining));
  }
}
