package dev.missionmesh.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.ExtraGateway;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.testsupport.TestRedis;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Two gateways that have a Redis in common let a tenant through as if they were one, and each a share of it while that is gone. */
class SharedLimitTest {
  private static final int PER_MINUTE = 3000;
  private static final double AT_ONCE = PER_MINUTE / 5.0;
  private static final double PER_SECOND = PER_MINUTE / 60.0;
  private static final double TOLERANCE = 1.05;
  private static final Duration HAMMERING = Duration.ofSeconds(6);
  private static final int CLIENTS = 3;

  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("hasty");

  /** What came of a while of hammering: answers by status, and how long it took, in seconds. */
  private record Outcome(Map<Integer, Integer> answers, double seconds) {
    int passed() {
      return answers.getOrDefault(200, 0);
    }
  }

  @Test
  void neverLetMoreThanFivePercentAboveTheLimitThroughTogether() throws Exception {
    given()
        .baseUri(mesh.gateway())
        .header("Authorization", "Bearer " + mesh.systemKey())
        .header("If-Match", "*")
        .contentType(ContentType.JSON)
        .body(Map.of("limits", Map.of("tenantPerMinute", PER_MINUTE)))
        .put("/api/v1/tenants/" + tenant.id() + "/settings")
        .then()
        .statusCode(200);
    String key = mesh.createKey(tenant.id(), "P1D", "missions:read").key();
    try (TestRedis redis = TestRedis.start();
        ExtraGateway one = replica(redis);
        ExtraGateway other = replica(redis)) {
      List<ExtraGateway> both = List.of(one, other);
      both.forEach(gateway -> gateway.awaitReady("\"redis\""));

      Outcome together = hammer(both, key);
      assertThat(together.answers().keySet()).containsExactlyInAnyOrder(200, 429);
      assertThat((double) together.passed())
          .isGreaterThan(AT_ONCE)
          .isLessThanOrEqualTo(TOLERANCE * (AT_ONCE + PER_SECOND * together.seconds()));

      redis.kill();
      Outcome alone = hammer(both, key);
      assertThat(alone.answers().keySet()).as("no request hangs or fails").containsExactlyInAnyOrder(200, 429);
      // Each counts a share of its own that begins full; what both had in reserve comes on top.
      assertThat((double) alone.passed())
          .isPositive()
          .isLessThanOrEqualTo(TOLERANCE * (AT_ONCE + PER_SECOND * alone.seconds()));
      for (ExtraGateway gateway : both) {
        gateway.awaitReady("\"fallback\"");
        assertThat(gateway.log()).contains("rate limits are counted alone");
      }

      redis.restart();
      both.forEach(gateway -> gateway.awaitReady("\"redis\""));
    }
  }

  private ExtraGateway replica(TestRedis redis) throws IOException {
    return ExtraGateway.start(mesh, Map.of("MESH_GATEWAY_REDIS_URL", redis.url(), "MESH_GATEWAY_REDIS_REPLICAS", "2"));
  }

  private static Outcome hammer(List<ExtraGateway> gateways, String key) throws InterruptedException {
    Map<Integer, Integer> answers = new ConcurrentHashMap<>();
    List<Thread> clients = new ArrayList<>();
    long start = System.nanoTime();
    for (ExtraGateway gateway : gateways) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofVirtual().start(() -> ask(gateway, key, start + HAMMERING.toNanos(), answers)));
      }
    }
    for (Thread client : clients) {
      client.join();
    }
    return new Outcome(Map.copyOf(answers), (System.nanoTime() - start) / 1e9);
  }

  private static void ask(ExtraGateway gateway, String key, long until, Map<Integer, Integer> answers) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(gateway.at("/api/v1/capabilities"))
            .header("Authorization", "Bearer " + key)
            .timeout(Duration.ofSeconds(5))
            .build();
    while (System.nanoTime() < until) {
      int status;
      try {
        status = client.send(request, BodyHandlers.discarding()).statusCode();
      } catch (IOException | InterruptedException failed) {
        status = -1;
      }
      answers.merge(status, 1, Integer::sum);
    }
  }
}
