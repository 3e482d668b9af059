package dev.missionmesh.gateway.delivery;

import java.time.Duration;

/** Measures time from its making on. */
final class Stopwatch {
  private final long from = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - from);
  }
}
