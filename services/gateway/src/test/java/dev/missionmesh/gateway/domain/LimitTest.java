package dev.missionmesh.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
  @Test
  void readsWhatItWrites() {
    Limit limit = Limit.parse("100 per PT1M burst 20");

    assertThat(limit).isEqualTo(new Limit(100, Duration.ofMinutes(1), 20));
    assertThat(Limit.parse(limit.toString())).isEqualTo(limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "100",
        "0 per PT1S burst 1",
        "10 per PT1S burst 0",
        "10 per PT1S burst 11",
        "10 per PT0.5S burst 5",
        "10 per PT2H burst 5",
        "10 per second burst 5",
        "-10 per PT1S burst 5",
        "99999999999 per PT1S burst 5",
        "10000001 per PT1S burst 5",
      })
  void refusesWhatIsNoLimit(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Limit.parse(text));
  }

  @Test
  void tellsHowLongTokensTake() {
    assertThat(Limit.parse("100 per PT1M burst 20").nanosFor(1)).isEqualTo(600_000_000);
    assertThat(Limit.parse("10000000 per PT1H burst 10000000").nanosFor(10_000_000))
        .isEqualTo(Duration.ofHours(1).toNanos());
    assertThat(Limit.parse("3 per PT1S burst 3").nanosFor(1)).isEqualTo(333_334_000);
  }

  @Test
  void sharesItself() {
    assertThat(Limit.parse("100 per PT1S burst 20").share(3))
        .isEqualTo(Limit.parse("33 per PT1S burst 6"));
    assertThat(Limit.parse("2 per PT1S burst 1").share(3))
        .isEqualTo(Limit.parse("1 per PT1S burst 1"));
  }
}
