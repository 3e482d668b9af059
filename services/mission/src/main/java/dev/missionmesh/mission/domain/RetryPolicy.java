package dev.missionmesh.mission.domain;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and how soon a failed mission is tried again.
 *
 * @param maxAttempts attempts in all, at least 1
 * @param backoff wait after the first failure; doubles with each further one
 * @param maxBackoff the wait never exceeds this
 */
public record RetryPolicy(int maxAttempts, Duration backoff, Duration maxBackoff) {
  public RetryPolicy {
    if (maxAttempts < 1) throw new IllegalArgumentException("maxAttempts must be >= 1");
    if (backoff.isNegative() || maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException("0 <= backoff <= maxBackoff must hold");
    }
  }

  /** True while another attempt may follow this many failures. */
  public boolean allowsAnother(int failures) {
    return failures < maxAttempts;
  }

  /** The wait before the next attempt; see {@link Backoff}. */
  public Duration delayAfter(int failures, RandomGenerator random) {
    return new Backoff(backoff, maxBackoff).after(failures, random);
  }
}
