package dev.missionmesh.mission.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether leases may be expired now. After this process's start, after a lost connection
 * and after a restart of the database, nodes first get one full lease time to renew: an outage of
 * ours must not expire them. Times are the database's. Not thread-safe.
 */
public final class SweepGuard {
  private final Duration lease;
  private @Nullable Instant calmSince;

  public SweepGuard(Duration lease) {
    if (lease.isNegative() || lease.isZero())
      throw new IllegalArgumentException("lease must be > 0");
    this.lease = lease;
  }

  /** The database could not be reached. */
  public void disturbed() {
    calmSince = null;
  }

  /**
   * The database answered: its time now, and when it was started. True when leases may be expired.
   */
  public boolean maySweep(Instant now, Instant databaseStartedAt) {
    if (calmSince == null) calmSince = now;
    Instant quiet = calmSince.isAfter(databaseStartedAt) ? calmSince : databaseStartedAt;
    return !now.isBefore(quiet.plus(lease));
  }
}
