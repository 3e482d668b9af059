package dev.missionmesh.gateway.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.gateway.application.Allowance.Basis;
import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Limit;
import dev.missionmesh.gateway.domain.Tier;
import dev.missionmesh.testsupport.TestRedis;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedLimitsTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static TestRedis redis;

  @BeforeAll
  static void start() {
    redis = TestRedis.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 per PT1S burst 20", "2000 per PT1S burst 400"})
  void neverLetMoreThan105PercentThrough(String text) throws Exception {
    Limit limit = Limit.parse(text);
    try (var replicas = new TwoReplicas(redis.url())) {
      await().until(replicas::bothShare);
      replicas.hammer(new Allotment(Tier.TENANT, "acme", "", limit));
      await().until(() -> spans(replicas) >= 5);
      replicas.rest();

      long[] at = replicas.grantedAt.stream().mapToLong(Long::longValue).sorted().toArray();
      for (int windows = 1; windows <= 5; windows++) {
        assertThat((long) mostWithin(at, windows * SECOND))
            .as("let through within %d s", windows)
            .isLessThanOrEqualTo(Math.round(1.05 * (limit.burst() + limit.requests() * windows)));
      }
      assertThat(replicas.requests.get()).isGreaterThan(2L * at.length);
      assertThat(at.length).as("uses the limit up").isGreaterThan((int) (limit.requests() * 4.5));
      assertThat(replicas.bases).containsOnly(Basis.REDIS);
    }
  }

  @Test
  void fallsBackToSharesWhileRedisIsDeadAndComesBackWithoutAHang() throws Exception {
    Limit limit = Limit.parse("1000 per PT1S burst 200");
    try (var replicas = new TwoReplicas(redis.url())) {
      await().until(replicas::bothShare);
      replicas.hammer(new Allotment(Tier.TENANT, "globex", "", limit));
      await().until(() -> spans(replicas) >= 1);

      redis.kill();
      await().atMost(Duration.ofSeconds(3)).until(replicas::noneShares);
      int before = replicas.grantedAt.size();
      await().until(() -> replicas.grantedAt.size() > before + 1000);
      redis.restart();
      await().atMost(Duration.ofSeconds(5)).until(replicas::bothShare);
      int after = replicas.grantedAt.size();
      await().until(() -> replicas.grantedAt.size() > after + 500);
      replicas.rest();

      assertThat(replicas.bases).contains(Basis.REDIS, Basis.FALLBACK);
      assertThat(Duration.ofNanos(replicas.longestWait.get())).isLessThan(Duration.ofSeconds(2));
      long[] at = replicas.grantedAt.stream().mapToLong(Long::longValue).sorted().toArray();
      long span = at[at.length - 1] - at[0];
      assertThat((long) at.length)
          .as("a fresh Redis begins with a full bucket, once")
          .isLessThanOrEqualTo(
              Math.round(1.05 * (3 * limit.burst() + limit.requests() * span / (double) SECOND)));
    }
  }

  private static double spans(TwoReplicas replicas) {
    return replicas.grantedAt.isEmpty()
        ? 0
        : (System.nanoTime() - replicas.grantedAt.peek()) / (double) SECOND;
  }

  private static int mostWithin(long[] sorted, long span) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sorted.length; to++) {
      while (sorted[to] - sorted[from] > span) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
