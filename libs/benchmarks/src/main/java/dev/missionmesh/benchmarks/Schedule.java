package dev.missionmesh.benchmarks;

import java.time.Duration;

/**
 * How long each part of a run takes.
 *
 * @param slices how often throughput of mesh and baseline are measured in turn
 * @param warmup of the first slice of each, not counted
 * @param throughput of each slice
 * @param latency of each road
 * @param sandboxed throughput of sandboxed missions
 */
record Schedule(
    int slices, Duration warmup, Duration throughput, Duration latency, Duration sandboxed) {
  static final Schedule USUAL =
      new Schedule(2, seconds(20), seconds(8), seconds(10), seconds(7));
  static final Schedule QUICK = new Schedule(1, seconds(2), seconds(4), seconds(3), seconds(3));

  /** Time in which a road that has been warm before gets into step again. */
  Duration again() {
    return Duration.ofSeconds(1);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
