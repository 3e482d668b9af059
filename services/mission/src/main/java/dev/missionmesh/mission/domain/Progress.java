package dev.missionmesh.mission.domain;

/**
 * What a mission has used up.
 *
 * @param failures attempts that ended badly by their own doing; these spend the retry budget
 * @param lostLeases attempts that were lost by the mesh's doing; these have a limit of their own
 */
public record Progress(int failures, int lostLeases) {
  /** A mission whose attempts were lost this often is dead-lettered. */
  public static final int LOST_LEASE_LIMIT = 5;

  public static final Progress NONE = new Progress(0, 0);

  public Progress {
    if (failures < 0 || lostLeases < 0) throw new IllegalArgumentException("counts are >= 0");
  }

  Progress withFailure() {
    return new Progress(failures + 1, lostLeases);
  }

  Progress withLostLease() {
    return new Progress(failures, lostLeases + 1);
  }
}
