package dev.missionmesh.sandboxruntime.application;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Growing pauses between tries, with jitter. Not safe for several threads. */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private int failures;

  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** The pause after one more failure. */
  public Duration next() {
    long grown = first.toNanos() << Math.min(failures++, 20);
    long capped = grown <= 0 ? longest.toNanos() : Math.min(grown, longest.toNanos());
    return Duration.ofNanos(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
  }

  /** The next pause is the first again. */
  public void reset() {
    failures = 0;
  }
}
