package dev.missionmesh.benchmarks.report;

import org.HdrHistogram.Histogram;

/** Latency in milliseconds at a fixed rate. */
public record Latency(double perSecond, long samples, double p50, double p95, double p99, double max) {
  /** From a histogram in microseconds. */
  public static Latency of(double perSecond, Histogram micros) {
    return new Latency(
        perSecond,
        micros.getTotalCount(),
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(95) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0,
        micros.getMaxValue() / 1000.0);
  }
}
