package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Base of the tests that stand outside the running gateway. */
@QuarkusTestResource(GatewayMesh.class)
abstract class AtTheDoor {
  static final String MISSIONS = "/api/v1/missions";
  static final String KEYS = "/api/v1/keys";
  static final String TENANTS = "/api/v1/tenants";

  @BeforeEach
  void isReady() {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @AfterEach
  void everyRequestHasEnded() {
    await()
        .untilAsserted(
            () ->
                assertThat(given().get("/q/metrics").asString())
                    .contains("mesh_gateway_requests_open 0.0"));
  }

  static int port() {
    return RestAssured.port;
  }

  static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  static String key(String tenant) {
    return setting("test.key." + tenant);
  }

  static RequestSpecification as(String tenant) {
    return withKey(key(tenant));
  }

  static RequestSpecification withKey(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  static ValidatableResponse post(String tenant, String path, String body) {
    return as(tenant).contentType("application/json").body(body).post(path).then();
  }

  /** What the service behind the gateway has seen. */
  static JsonPath told() {
    return given().get(setting("mesh.services.mission.url") + "/told").jsonPath();
  }
}
