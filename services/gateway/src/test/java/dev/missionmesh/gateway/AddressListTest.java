package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.gateway.domain.KeyText;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AddressListTest extends AtTheDoor {
  @Inject SentFacts facts;

  @Test
  void letsInFromWhereTheTenantAllowsAndDenyGoesFirst() {
    String key = keyOf("tyrell");
    from("10.1.2.3", key).statusCode(200);

    put("tyrell", "{\"allow\":[\"10.0.0.0/8\",\"2001:db8::/32\"],\"deny\":[\"10.9.0.0/16\"]}", "");

    await().untilAsserted(() -> from("192.0.2.1", key).statusCode(403));
    from("192.0.2.1", key)
        .body("type", equalTo("https://missionmesh.dev/problems/address-not-allowed"));
    from("10.1.2.3", key).statusCode(200);
    from("::ffff:10.1.2.3", key).statusCode(200);
    from("[2001:db8::7]:4711", key).statusCode(200);
    from("10.9.2.3", key).statusCode(403);
    from("10.1.2.3, 192.0.2.1", key).statusCode(403);
    from("192.0.2.1, 10.1.2.3, 127.0.0.1", key).statusCode(200);
    from("10.1.2.3, unknown", key).statusCode(403);
    withKey(key).get(MISSIONS).then().statusCode(403);
  }

  @Test
  void tellsTheAuditLogOfRefusalsOnceAMinute() {
    String key = keyOf("oscorp");
    put("oscorp", "{\"deny\":[\"192.0.2.0/24\"]}", "");
    await().untilAsserted(() -> from("192.0.2.1", key).statusCode(403));
    from("192.0.2.2", key).statusCode(403);

    await()
        .untilAsserted(
            () -> assertThat(facts.of(EventTypes.ADDRESS_REFUSED, "oscorp")).hasSize(1));
    from("192.0.2.3", key).statusCode(403);
    var told = facts.of(EventTypes.ADDRESS_REFUSED, "oscorp");
    assertThat(told).hasSize(1);
    var refused =
        EventJson.read(told.getFirst().data(), TenancyEvents.AddressRefused.class);
    assertThat(refused.address()).isEqualTo("192.0.2.1");
    assertThat(refused.number()).isEqualTo(1);
    assertThat(refused.principal())
        .isEqualTo("key:" + KeyText.parse(key).orElseThrow().keyId());
    assertThat(given().get("/q/metrics").asString())
        .containsPattern("mesh_gateway_addresses_refused_total [1-9]");
  }

  @Test
  void tellsAStrangerNothingOfTheLists() {
    String key = keyOf("soylent");
    put("soylent", "{\"allow\":[\"10.0.0.0/8\"]}", "");
    await().untilAsserted(() -> from("192.0.2.1", key).statusCode(403));

    from("192.0.2.1", key.substring(0, key.length() - 1) + "x").statusCode(401);
  }

  @Test
  void letsNobodyShutHimselfOutUnlessHeInsistsAndTheOwnMachineStaysOpen() {
    String body = "{\"allow\":[\"10.0.0.0/8\"]}";
    put("system", body, "")
        .statusCode(409)
        .body("errors[0].pointer", equalTo("/addresses"));
    try {
      put("system", body, "?force=true").statusCode(200);

      await().untilAsserted(() -> from("192.0.2.1", key("system")).statusCode(403));
      from("10.1.2.3", key("system")).statusCode(200);
      as("system").get(MISSIONS).then().statusCode(200);
    } finally {
      put("system", "{}", "").statusCode(200);
    }
    await().untilAsserted(() -> from("192.0.2.1", key("system")).statusCode(200));
  }

  private static String keyOf(String tenant) {
    post("system", TENANTS, "{\"id\":\"" + tenant + "\"}").statusCode(201);
    return post(
            "system",
            KEYS,
            "{\"name\":\"a\",\"tenant\":\"" + tenant + "\",\"scopes\":[\"missions:read\"]}")
        .statusCode(201)
        .extract()
        .path("key");
  }

  private static ValidatableResponse from(String address, String key) {
    return withKey(key).header("X-Forwarded-For", address).get(MISSIONS).then();
  }

  private static ValidatableResponse put(String tenant, String addresses, String query) {
    return as("system")
        .contentType("application/json")
        .header("If-Match", "*")
        .body("{\"addresses\":" + addresses + "}")
        .put(TENANTS + "/" + tenant + "/settings" + query)
        .then();
  }
}
