package dev.missionmesh.mission.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A wait that doubles from try to try.
 *
 * @param first longest wait after the first time
 * @param most the wait never exceeds this
 */
public record Backoff(Duration first, Duration most) {
  public Backoff {
    if (first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("0 <= first <= most must hold");
    }
  }

  /**
   * The wait after this many times: exponential, half of it fixed and half random ("equal jitter"),
   * so that missions that failed together do not return together.
   */
  public Duration after(int times, RandomGenerator random) {
    if (times < 1) throw new IllegalArgumentException("times must be >= 1");
    long base = first.toMillis();
    for (int i = 1; i < times && base < most.toMillis(); i++) base *= 2;
    long ceiling = Math.min(base, most.toMillis());
    long half = ceiling / 2;
    return Duration.ofMillis(ceiling - half + (half == 0 ? 0 : random.nextLong(half + 1)));
  }
}
