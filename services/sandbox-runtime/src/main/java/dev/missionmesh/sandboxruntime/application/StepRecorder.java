package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Records when each step of a sandbox began and how long it took. */
final class StepRecorder {
  private final List<Step> steps = new ArrayList<>();
  private final long begun = System.nanoTime();
  private Instant at = now();
  private long from = begun;

  /** The step that began with the last one's end is over. */
  void done(String name) {
    long end = System.nanoTime();
    steps.add(new Step(name, at, Duration.ofNanos(end - from)));
    at = now();
    from = end;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
