package dev.missionmesh.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TwoDoorsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void goesByTurnsThroughBothDoorsAndCountsAlikeOften() throws Exception {
    AtomicInteger samples = new AtomicInteger();
    try (FakeGateway gateway = new FakeGateway();
        FakeGateway service = new FakeGateway();
        TwoDoors doors = new TwoDoors(gateway.url(), "key", service.url(), "token", 3)) {
      TwoDoors.Outcome outcome =
          doors.read("x", Duration.ZERO, SHORT, () -> 5 * samples.getAndIncrement());

      assertThat(outcome.gateway().getTotalCount())
          .isPositive()
          .isEqualTo(outcome.service().getTotalCount());
      assertThat(outcome.cpuMs()).isEqualTo(5);
    }
  }

  @Test
  void failsIfOneOfThemRefuses() throws Exception {
    try (FakeGateway gateway = new FakeGateway();
        FakeGateway service = new FakeGateway();
        TwoDoors doors = new TwoDoors(gateway.url(), "key", service.url(), "token", 1)) {
      assertThatThrownBy(() -> doors.submit("{}", Duration.ZERO, SHORT, () -> 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("429");
    }
  }
}
