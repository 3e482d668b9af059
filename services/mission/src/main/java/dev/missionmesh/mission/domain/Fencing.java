package dev.missionmesh.mission.domain;

/** Tells a completion by the present holder of a lease from a repeated and from a late one. */
public final class Fencing {
  /** What to do with a completion. */
  public enum Verdict {
    /** The claimant holds the lease. */
    HOLDS,
    /** The same attempt was completed with the same result before: its answer was lost. */
    REPEATS,
    /** The lease is gone, or never was the claimant's. */
    STALE
  }

  /** The lease as recorded. {@code running} is false once the attempt has ended. */
  public record Lease(boolean running, long token, String node) {}

  /** Who claims what. */
  public record Claim(long token, String node, String outcome, String sha256) {}

  /** An attempt that was completed earlier under the claimed token; null when there is none. */
  public record Completed(String node, String outcome, String sha256) {}

  public static Verdict judge(Claim claim, Lease lease, Completed earlier) {
    if (lease.running() && lease.token() == claim.token()) {
      return claim.node().equals(lease.node()) ? Verdict.HOLDS : Verdict.STALE;
    }
    boolean same =
        earlier != null
            && claim.node().equals(earlier.node())
            && claim.outcome().equals(earlier.outcome())
            && claim.sha256().equals(earlier.sha256());
    return same ? Verdict.REPEATS : Verdict.STALE;
  }

  /**
   * Tells a {@link Verdict#STALE} claimant that never held the lease from one that held it and is
   * late.
   */
  public static boolean isForeign(Claim claim, Lease lease, Completed earlier) {
    boolean heldByAnother =
        lease.running() && lease.token() == claim.token() && !claim.node().equals(lease.node());
    boolean endedByAnother = earlier != null && !earlier.node().equals(claim.node());
    return heldByAnother || endedByAnother || claim.token() > lease.token();
  }

  private Fencing() {}
}
