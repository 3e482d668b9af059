package dev.missionmesh.sandboxruntime.application;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between tries, with jitter. Not safe for several threads. */
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private int failures;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** The pause after one more failure. */
  Duration next() {
    long grown = first.toNanos() << Math.min(failures++, 20);
    long capped = grown <= 0 ? longest.toNanos() : Math.min(grown, longest.toNanos());
    return Duration.ofNanos(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }

  void reset() {
    failures = 0;
  }
}
