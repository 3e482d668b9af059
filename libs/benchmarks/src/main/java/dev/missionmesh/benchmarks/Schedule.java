package dev.missionmesh.benchmarks;

import dev.missionmesh.benchmarks.load.Warmup;
import java.time.Duration;

/**
 * How long each part of a run takes.
 *
 * @param slices how often throughput of mesh and baseline are measured in turn
 * @param warmup of the first slice of each, not counted
 * @param throughput of each slice
 * @param streams load of the kind that latency is measured with, before it
 * @param latency of each road
 * @param sandboxed throughput of sandboxed missions
 * @param overhead of the gateway, each of three measurements; with half of it before each, all take
 *     less than a minute
 */
record Schedule(
    int slices,
    Warmup warmup,
    Duration throughput,
    Warmup streams,
    Duration latency,
    Duration sandboxed,
    Duration overhead) {
  static final Schedule USUAL =
      new Schedule(
          2,
          new Warmup(seconds(15), seconds(150)),
          seconds(8),
          new Warmup(seconds(10), seconds(30)),
          seconds(15),
          seconds(7),
          seconds(10));
  static final Schedule QUICK =
      new Schedule(
          1,
          Warmup.of(seconds(2)),
          seconds(4),
          Warmup.of(seconds(1)),
          seconds(3),
          seconds(3),
          seconds(2));

  /** Time in which a road that has been warm before gets into step again. */
  Duration again() {
    return seconds(1);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
