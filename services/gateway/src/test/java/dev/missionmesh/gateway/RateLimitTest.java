package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RateLimitTest.Narrow.class)
class RateLimitTest extends AtTheDoor {
  /** Limits small enough to be met. What a test uses up is not back before the tests are over. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "mesh.gateway.rates.address", "60 per PT1H burst 20",
          "mesh.gateway.rates.tenant", "60 per PT1H burst 10",
          "mesh.gateway.rates.key", "60 per PT1H burst 6",
          "mesh.gateway.rates.admin", "60 per PT1H burst 12",
          "mesh.gateway.rates.endpoints.\"/api/v1/nodes\"", "60 per PT1H burst 3",
          "mesh.gateway.trusted-proxies", "127.0.0.0/8");
    }
  }

  @Test
  void limitsWhatComesFromOneAddressWithOrWithoutAKey() {
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(from("192.0.2.1").get(MISSIONS));
      answers.add(from("192.0.2.1").header("Authorization", "Bearer nonsense").get("/no/where"));
    }
    assertThat(answers).extracting(Response::statusCode).containsOnly(401, 404);

    from("192.0.2.1")
        .get(MISSIONS)
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("type", equalTo("https://missionmesh.dev/problems/rate-limited"))
        .body("tier", equalTo("address"))
        .header("Retry-After", matchesPattern("5\\d|60"))
        .header("RateLimit-Policy", "\"address\";q=60;w=3600")
        .header("RateLimit", matchesPattern("\"address\";r=0;t=1200"));
    from("192.0.2.2").get(MISSIONS).then().statusCode(401);
    assertThat(metric("address", "limited")).isPositive();
  }

  @Test
  void countsAnIpv6NetworkAsOneAddress() {
    for (int i = 0; i < 20; i++) {
      from("2001:db8::" + i).get(MISSIONS).then().statusCode(401);
    }
    from("2001:db8::ffff").get(MISSIONS).then().statusCode(429);
    from("2001:db8:0:1::1").get(MISSIONS).then().statusCode(401);
  }

  @Test
  void believesOnlyTheAddressThatATrustedProxyHasSeen() {
    String made = "10.9.8.7, 203.0.113.9, 192.0.2.50, 127.0.0.9";
    for (int i = 0; i < 20; i++) {
      from(i + ".1.1.1, " + made).get(MISSIONS).then().statusCode(401);
    }
    from(made).get(MISSIONS).then().statusCode(429);
    from("192.0.2.50").get(MISSIONS).then().statusCode(429);
    from("203.0.113.9").get(MISSIONS).then().statusCode(401);
  }

  @Test
  void limitsEachKeyAndThenItsTenant() {
    String one = keyOf("globex", "missions:read");
    String two = keyOf("globex", "missions:read");
    each(6, () -> bearing(one, "198.51.100.1").get(MISSIONS), 200);
    refused(bearing(one, "198.51.100.1").get(MISSIONS), "key");
    each(4, () -> bearing(two, "198.51.100.2").get(MISSIONS), 200);
    refused(bearing(two, "198.51.100.2").get(MISSIONS), "tenant");

    bearing(key("globex"), "198.51.100.3")
        .get(MISSIONS)
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", "\"tenant\";q=60;w=3600");
  }

  @Test
  void limitsATenantAtOneRouteAndTellsWhatIsLeft() {
    String key = key("acme");
    bearing(key, "198.51.100.4")
        .get("/api/v1/nodes")
        .then()
        .statusCode(200)
        .header("RateLimit-Policy", "\"endpoint\";q=60;w=3600, \"tenant\";q=60;w=3600")
        .header("RateLimit", "\"endpoint\";r=2;t=60");
    each(2, () -> bearing(key, "198.51.100.4").get("/api/v1/nodes"), 200);
    refused(bearing(key, "198.51.100.4").get("/api/v1/nodes"), "endpoint");
    bearing(key, "198.51.100.4").get(MISSIONS).then().statusCode(200);
  }

  @Test
  void takesATenantsLimitsFromItsSettingsAtOnce() {
    post("system", TENANTS, "{\"id\":\"initech\"}").statusCode(201);
    String key =
        post(
                "system",
                KEYS,
                "{\"name\":\"n\",\"tenant\":\"initech\",\"scopes\":[\"missions:read\"]}")
            .statusCode(201)
            .extract()
            .path("key");
    each(6, () -> bearing(key, "198.51.100.6").get(MISSIONS), 200);
    refused(bearing(key, "198.51.100.6").get(MISSIONS), "key");

    as("system")
        .contentType("application/json")
        .header("If-Match", "*")
        .body(
            "{\"limits\":{\"tenantPerMinute\":1000,\"endpointsPerMinute\":{\"/api/v1/nodes\":5}}}")
        .put(TENANTS + "/initech/settings")
        .then()
        .statusCode(200);
    await().untilAsserted(() -> bearing(key, "198.51.100.7").get(MISSIONS).then().statusCode(200));
    each(10, () -> bearing(key, "198.51.100.8").get(MISSIONS), 200);
    bearing(key, "198.51.100.8").get("/api/v1/nodes");
    refused(bearing(key, "198.51.100.8").get("/api/v1/nodes"), "endpoint");
  }

  @Test
  void countsNoProbes() {
    each(50, () -> given().get("/q/health/live"), 200);
    given().get("/q/health/live").then().header("RateLimit", nullValue());
  }

  private static void refused(Response answer, String tier) {
    answer.then().statusCode(429).body("tier", equalTo(tier));
  }

  private static void each(int times, Supplier<Response> request, int status) {
    for (int i = 0; i < times; i++) {
      request.get().then().statusCode(status);
    }
  }

  private static String keyOf(String tenant, String scope) {
    return bearing(key(tenant), "198.51.100.9")
        .contentType("application/json")
        .body("{\"name\":\"n\",\"scopes\":[\"%s\"]}".formatted(scope))
        .post(KEYS)
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static RequestSpecification bearing(String key, String address) {
    return from(address).header("Authorization", "Bearer " + key);
  }

  private static RequestSpecification from(String hops) {
    return given().header("X-Forwarded-For", hops);
  }

  private static double metric(String tier, String outcome) {
    String name = "mesh_gateway_rates_requests_total{basis=\"memory\",outcome=\"%s\",tier=\"%s\"} ";
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name.formatted(outcome, tier)))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
