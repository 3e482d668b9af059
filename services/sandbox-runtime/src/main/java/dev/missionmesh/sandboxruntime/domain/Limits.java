package dev.missionmesh.sandboxruntime.domain;

/**
 * What an attempt may use.
 *
 * @param cpus processor time per time, such as 2.0
 * @param memoryBytes main memory; there is no swap beside it
 * @param diskBytes size of the work space
 * @param pids processes and threads at one time
 * @param logBytes log kept of one attempt, over both streams
 * @param resultBytes output kept in the result, for each stream
 */
public record Limits(
    double cpus, long memoryBytes, long diskBytes, int pids, long logBytes, int resultBytes) {
  public Limits {
    if (!(cpus > 0) || memoryBytes <= 0 || diskBytes <= 0 || pids <= 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
    if (logBytes < 0 || resultBytes < 0) {
      throw new IllegalArgumentException("output limits must not be negative");
    }
  }

  /** These limits, each raised to another's where it is lower. */
  public Limits atLeast(Limits least) {
    return new Limits(
        Math.max(cpus, least.cpus),
        Math.max(memoryBytes, least.memoryBytes),
        Math.max(diskBytes, least.diskBytes),
        Math.max(pids, least.pids),
        Math.max(logBytes, least.logBytes),
        Math.max(resultBytes, least.resultBytes));
  }
}
