package dev.missionmesh.gateway;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
class KeyQuotaTest extends AtTheDoor {
  @Test
  void makesNoMoreKeysThanTheTenantMayHaveButStopsNoRotation() {
    post("system", TENANTS, "{\"id\":\"aperture\"}").statusCode(201);
    as("system")
        .contentType("application/json")
        .header("If-Match", "*")
        .body("{\"quotas\":{\"maxKeys\":2}}")
        .put(TENANTS + "/aperture/settings")
        .then()
        .statusCode(200);
    String first = mint().statusCode(201).extract().path("id");
    String second = mint().statusCode(201).extract().path("id");

    mint()
        .statusCode(409)
        .body(
            "type", equalTo("https://missionmesh.dev/problems/quota-exceeded"),
            "quota", equalTo("maxKeys"),
            "limit", equalTo(2));

    String third = rotate(first).statusCode(201).extract().path("id");
    mint().statusCode(409);
    rotate(second).statusCode(201);
    rotate(third).statusCode(409).body("quota", equalTo("maxKeys"));

    as("system").delete(KEYS + "/" + third + "?tenant=aperture").then().statusCode(204);
    mint().statusCode(201);
  }

  private static ValidatableResponse mint() {
    return post(
        "system",
        KEYS,
        "{\"name\":\"k\",\"tenant\":\"aperture\",\"scopes\":[\"missions:read\"]}");
  }

  private static ValidatableResponse rotate(String id) {
    return post("system", KEYS + "/" + id + "/rotate?tenant=aperture", "{}");
  }
}
