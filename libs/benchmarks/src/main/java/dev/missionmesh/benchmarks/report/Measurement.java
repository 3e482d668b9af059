package dev.missionmesh.benchmarks.report;

import dev.missionmesh.benchmarks.load.ClosedLoop.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured of one road; slices of it are added one by one. */
public final class Measurement {
  private final String name;
  private final Map<String, Double> cpuMs = new LinkedHashMap<>();
  private long finished;
  private long finishedAfterAll;
  private double seconds;
  private double warmupSeconds;
  private double slowestSettling;
  private boolean settled = true;
  private Latency latency;

  public Measurement(String name) {
    this.name = name;
  }

  /** Adds a slice of throughput with the processor time used until all of it had ended. */
  public void add(Outcome slice, Map<String, Double> used) {
    finished += slice.finished();
    finishedAfterAll += slice.finishedAfterAll();
    seconds += slice.seconds();
    warmupSeconds = Math.max(warmupSeconds, slice.warmupSeconds());
    used.forEach((process, ms) -> cpuMs.merge(process, ms, Double::sum));
  }

  /** Adds how long audit and search took to catch up after a slice; empty if they did not. */
  public void settled(OptionalDouble after) {
    settled &= after.isPresent();
    slowestSettling = Math.max(slowestSettling, after.orElse(Double.POSITIVE_INFINITY));
  }

  public void latency(Latency measured) {
    latency = measured;
  }

  public String name() {
    return name;
  }

  /** Seconds of load before the first slice. */
  public double warmupSeconds() {
    return warmupSeconds;
  }

  public double perSecond() {
    return seconds == 0 ? 0 : finished / seconds;
  }

  public long finished() {
    return finishedAfterAll;
  }

  /** Null if it was not measured. */
  public Latency latency() {
    return latency;
  }

  /** Seconds until audit and search had caught up, the slowest slice; empty if they did not. */
  public OptionalDouble settling() {
    return settled ? OptionalDouble.of(slowestSettling) : OptionalDouble.empty();
  }

  /** Milliseconds of processor time per piece of work and process. */
  public Map<String, Double> cpuMsEach() {
    Map<String, Double> each = new LinkedHashMap<>();
    cpuMs.forEach((process, ms) -> each.put(process, ms / Math.max(1, finishedAfterAll)));
    return each;
  }
}
