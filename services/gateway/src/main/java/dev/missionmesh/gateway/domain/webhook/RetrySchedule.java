package dev.missionmesh.gateway.domain.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed delivery is tried again. The first attempt is made at once; each later one after a
 * pause of its own, a fifth shorter or longer by chance, so that what failed together does not come
 * back together.
 *
 * @param pauses before the second, third … attempt; positive
 */
public record RetrySchedule(List<Duration> pauses) {
  private static final double SPREAD = 0.2;
  private static final Duration LONGEST_WISH = Duration.ofDays(1);

  public RetrySchedule {
    if (pauses.stream().anyMatch(pause -> !pause.isPositive())) {
      throw new IllegalArgumentException("each pause must be positive, was " + pauses);
    }
    pauses = List.copyOf(pauses);
  }

  /**
   * The pause after an attempt that failed; empty when it was the last.
   *
   * @param made attempts made so far, at least 1
   * @param wish what the receiver asked for by Retry-After; null if nothing. Never shortens the
   *     pause, and counts up to a day
   */
  public Optional<Duration> after(int made, Duration wish, RandomGenerator random) {
    if (made > pauses.size()) {
      return Optional.empty();
    }
    double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
    Duration pause = Duration.ofMillis(Math.round(pauses.get(made - 1).toMillis() * factor));
    if (wish == null) {
      return Optional.of(pause);
    }
    Duration heard = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
    return Optional.of(heard.compareTo(pause) > 0 ? heard : pause);
  }
}
