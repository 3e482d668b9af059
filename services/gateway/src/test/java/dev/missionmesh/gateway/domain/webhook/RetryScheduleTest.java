package dev.missionmesh.gateway.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofHours(2);
  private final RetrySchedule schedule = new RetrySchedule(List.of(SHORT, LONG));
  private final Random random = new Random(1);

  @Test
  void waitsForEachPauseInTurnAFifthMoreOrLessAndThenGivesUp() {
    List<Duration> first = IntStream.range(0, 1000).mapToObj(i -> after(1, null)).toList();

    assertThat(first).allMatch(p -> isNear(p, SHORT)).hasSizeGreaterThan(1);
    assertThat(first.stream().distinct().count()).isGreaterThan(100);
    assertThat(after(2, null)).matches(p -> isNear(p, LONG));
    assertThat(schedule.after(3, null, random)).isEmpty();
    assertThat(schedule.after(3, LONG, random)).isEmpty();
  }

  @Test
  void hearsAWishForALongerPauseUpToADay() {
    assertThat(after(1, Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
    assertThat(after(1, Duration.ofMillis(1))).matches(p -> isNear(p, SHORT));
    assertThat(after(1, Duration.ofDays(300))).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void hasNoPauseThatIsNotPositive() {
    assertThatThrownBy(() -> new RetrySchedule(List.of(SHORT, Duration.ZERO)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Duration after(int made, Duration wish) {
    return schedule.after(made, wish, random).orElseThrow();
  }

  private static boolean isNear(Duration pause, Duration wanted) {
    return pause.toMillis() >= wanted.toMillis() * 0.8 && pause.toMillis() <= wanted.toMillis() * 1.2;
  }
}
