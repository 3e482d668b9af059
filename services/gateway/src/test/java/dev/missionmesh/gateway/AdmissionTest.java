package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.tenancy.InternalTokens;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdmissionTest extends AtTheDoor {
  @Inject InternalTokens tokens;

  @Test
  void refusesWhoBearsNoKey() {
    refused(given().get(MISSIONS).then());
    refused(given().get("/api/v1/keys").then());
    refused(given().header("Authorization", "Basic eDp5").get(MISSIONS).then());
    refused(given().header("Authorization", "Bearer").get(MISSIONS).then());
    refused(given().header("Authorization", "Bearer nonsense").get(MISSIONS).then());
  }

  @Test
  void refusesAKeyWithOneCharacterChanged() {
    String key = key("acme");
    char last = key.charAt(key.length() - 1);
    refused(
        withKey(key.substring(0, key.length() - 1) + (last == 'a' ? 'b' : 'a'))
            .get(MISSIONS)
            .then());
  }

  @Test
  void refusesAWellFormedKeyThatNobodyMade() {
    refused(
        withKey(KeyText.generate(new TenantId("acme"), new SecureRandom()).reveal())
            .get(MISSIONS)
            .then());
    refused(
        withKey(KeyText.generate(new TenantId("nobody"), new SecureRandom()).reveal())
            .get(MISSIONS)
            .then());
  }

  @Test
  void refusesTheSecretOfOneKeyUnderTheIdOfAnother() throws Exception {
    String acme = key("acme");
    KeyText stranger = KeyText.generate(new TenantId("acme"), new SecureRandom());
    String ownId = KeyText.parse(acme).orElseThrow().keyId();
    String body = stranger.reveal().replace(stranger.keyId(), ownId);

    refused(withKey(withChecksum(body)).get(MISSIONS).then());
    as("acme").get(MISSIONS).then().statusCode(200);
  }

  @Test
  void refusesTwoKeysAtOnce() {
    refused(as("acme").header("Authorization", "Bearer " + key("system")).get(MISSIONS).then());
  }

  @Test
  void takesNoInternalTokenFromOutside() {
    String token = tokens.token("gateway", TenantId.SYSTEM, "key:x", Scopes.SYSTEM);

    refused(withKey(token).get("/api/v1/tenants").then());
  }

  @Test
  void refusesAnExpiredKey() throws Exception {
    var made = make("{\"name\":\"short\",\"scopes\":[\"missions:read\"],\"expiresIn\":\"PT1S\"}");
    String key = made.extract().path("key");

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> refused(withKey(key).get(MISSIONS).then()));
  }

  @Test
  void refusesARevokedKeyWithinTwoSecondsAlsoWhenAnotherGatewayRevokedIt() throws Exception {
    var made = make("{\"name\":\"gone\",\"scopes\":[\"missions:read\"]}");
    String key = made.extract().path("key");
    withKey(key).get(MISSIONS).then().statusCode(200);
    try (var connection =
            DriverManager.getConnection(
                setting("test.jdbc.url") + "&password=" + setting("test.jdbc.password"));
        var statement = connection.createStatement()) {
      statement.execute(
          "update gateway.api_keys set revoked_at = now() where id = '"
              + made.extract().path("id")
              + "'");
    }

    await()
        .atMost(Duration.ofMillis(2_500))
        .untilAsserted(() -> refused(withKey(key).get(MISSIONS).then()));
  }

  @Test
  void notesWhenAKeyWasUsed() {
    as("globex").get(MISSIONS).then().statusCode(200);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                as("globex")
                    .get("/api/v1/keys")
                    .then()
                    .body("items[0].lastUsedAt", notNullValue()));
  }

  @Test
  void countsRefusalsByReason() {
    given().get(MISSIONS).then().statusCode(401);

    assertThat(given().get("/q/metrics").asString())
        .containsPattern("mesh_gateway_auth_failures_total\\{reason=\"missing\"} [1-9]");
  }

  private static ValidatableResponse make(String body) {
    return as("acme")
        .contentType("application/json")
        .body(body)
        .post("/api/v1/keys")
        .then()
        .statusCode(201);
  }

  private static void refused(ValidatableResponse answer) {
    answer
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .contentType("application/problem+json")
        .body("type", equalTo("https://missionmesh.dev/problems/unauthenticated"));
  }

  private static String withChecksum(String key) {
    String body = key.substring(0, key.length() - 6);
    var crc = new java.util.zip.CRC32();
    crc.update(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    String alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    StringBuilder digits = new StringBuilder();
    for (long v = crc.getValue(), i = 0; i < 6; i++, v /= 62) {
      digits.insert(0, alphabet.charAt((int) (v % 62)));
    }
    return body + digits;
  }
}
