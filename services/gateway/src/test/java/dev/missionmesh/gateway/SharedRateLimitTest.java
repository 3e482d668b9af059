package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.missionmesh.testsupport.TestRedis;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SharedRateLimitTest.OnRedis.class)
class SharedRateLimitTest extends AtTheDoor {
  private static TestRedis redis;

  /** One of two gateways that have a Redis in common, which is not there when they start. */
  public static final class OnRedis implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "mesh.gateway.redis.url", TestRedis.freshUrl(),
          "mesh.gateway.redis.retry", "PT0.2S",
          "mesh.gateway.rates.tenant", "60 per PT1H burst 10");
    }
  }

  @BeforeAll
  static void find() {
    redis = TestRedis.at(setting("mesh.gateway.redis.url"));
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @Test
  void countsInRedisAloneWhileThatIsGoneAndAgainInRedisAfterwards() {
    String key =
        post("acme", KEYS, "{\"name\":\"n\",\"scopes\":[\"missions:read\"]}")
            .statusCode(201)
            .extract()
            .path("key");
    countsIn("fallback");
    redis.restart();
    await().untilAsserted(() -> countsIn("redis"));
    int granted = granted(key);
    assertThat(granted).isEqualTo(10);

    redis.kill();
    long from = System.nanoTime();
    withKey(key).get(MISSIONS).then().statusCode(429);
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
    await().untilAsserted(() -> countsIn("fallback"));
    as("acme").get(MISSIONS).then().statusCode(200);
    assertThat(given().get("/q/metrics").asString())
        .contains("mesh_gateway_rates_shared 0.0")
        .containsPattern("basis=\"fallback\",outcome=\"allowed\",tier=\"tenant\"} [1-9]");

    redis.restart();
    await().untilAsserted(() -> countsIn("redis"));
    assertThat(granted(key)).as("a Redis that has forgotten begins afresh").isEqualTo(10);
  }

  private static int granted(String key) {
    int granted = 0;
    for (int i = 0; i < 15; i++) {
      granted += withKey(key).get(MISSIONS).statusCode() == 200 ? 1 : 0;
    }
    return granted;
  }

  private static void countsIn(String what) {
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'rate limits' }.data.'counted in'", equalTo(what));
  }
}
