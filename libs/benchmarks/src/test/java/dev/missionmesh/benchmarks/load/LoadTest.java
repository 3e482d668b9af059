package dev.missionmesh.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private FakeGateway gateway;
  private MissionRoad road;

  @BeforeEach
  void start() throws IOException {
    gateway = new FakeGateway();
    road = new MissionRoad(gateway.url(), "mesh_t_k_s", "{\"executor\":\"noop\"}");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void aClosedLoopCountsWhatEndedAndWaitsForTheRest() throws Exception {
    ClosedLoop.Outcome outcome =
        new ClosedLoop(4, 5).run(
                road, Warmup.of(Duration.ofMillis(50)), Duration.ofMillis(400), () -> {});

    assertThat(outcome.finished()).isPositive().isLessThanOrEqualTo(outcome.finishedAfterAll());
    assertThat(outcome.seconds()).isBetween(0.39, 5.0);
    assertThat(gateway.submitted.get()).isGreaterThan((int) outcome.finishedAfterAll());
    assertThat(road.refused()).isEqualTo(1);
    assertThat(road.last()).isNotNull();
  }

  @Test
  void anOpenLoopRecordsEachPieceThatWasDue() throws Exception {
    Histogram latencies =
        new OpenLoop(100).run(road, Duration.ofMillis(100), Duration.ofMillis(500));

    assertThat(latencies.getTotalCount()).isEqualTo(50);
    assertThat(latencies.getValueAtPercentile(50)).isPositive();
  }

  @Test
  void aStallShowsInTheLatencyOfAllThatItHeldUp() throws Exception {
    Road stalling =
        () ->
            new Road.Client() {
              @Override
              public void runGroup(int size) {}

              @Override
              public synchronized void runOne() throws InterruptedException {
                synchronized (LoadTest.this) {
                  LoadTest.this.wait(20);
                }
              }

              @Override
              public void close() {}
            };

    Histogram latencies = new OpenLoop(50).run(stalling, Duration.ZERO, Duration.ofMillis(400));

    assertThat(latencies.getTotalCount()).isEqualTo(20);
    assertThat(latencies.getMinValue()).isGreaterThanOrEqualTo(15_000);
  }

  @Test
  void aWarmUpEndsOnceThroughputNoLongerGrows() {
    assertThat(Warmup.isSteady(List.of(100L, 200L, 300L, 400L))).isFalse();
    assertThat(Warmup.isSteady(List.of(100L, 200L, 300L, 400L, 410L))).isFalse();
    assertThat(Warmup.isSteady(List.of(100L, 400L, 300L, 410L, 405L, 395L))).isTrue();
    assertThat(Warmup.isSteady(List.of(100L, 400L, 300L, 410L, 405L, 420L))).isFalse();
  }

  @Test
  void whatTheMeshRefusesEndsTheRunAndIsSaid() {
    gateway.answer = 403;

    assertThatThrownBy(
            () ->
                new ClosedLoop(2, 2)
                    .run(
                        road,
                        Warmup.of(Duration.ofMillis(10)),
                        Duration.ofMillis(100),
                        () -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403");
  }
}
