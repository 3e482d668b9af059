package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithIssuer.class)
class TokenAdmissionTest extends AtTheIssuer {
  private static final String READER = "audit:read missions:read nodes:read policy:read search:read";

  @Test
  void handsOnWhoActsForWhomAndInWhichScopes() {
    JsonObject reader = handedOn(with(good().roles("reader")));
    assertThat(reader.getString("sub")).isEqualTo("user:" + good().claims.getString("sub"));
    assertThat(reader.getString("tenant")).isEqualTo("acme");
    assertThat(reader.getString("scope")).isEqualTo(READER);
    assertThat(scopes(good().roles("writer")))
        .contains("missions:write", "deadletters:write")
        .doesNotContain("keys:admin", "tenants:admin");
    assertThat(scopes(good().roles("admin", "offline_access")))
        .contains("keys:admin")
        .doesNotContain("tenants:admin", "policy:write");
    assertThat(scopes(good().roles("admin").claim("tenant", "system"))).contains("tenants:admin");
    assertThat(scopes(good().roles("root", "Admin", "uma_authorization"))).containsExactly("");
  }

  @Test
  void givesNoMoreThanTheTokenWasAskedFor() {
    assertThat(scopes(good().roles("admin").claim("scope", "openid missions:read keys:admin")))
        .containsExactlyInAnyOrder("missions:read", "keys:admin");
    assertThat(scopes(good().roles("reader").claim("scope", "openid missions:write")))
        .containsExactly("");
  }

  @Test
  void takesAccessTokensInTheFormOfRfc9068() {
    with(good().header("typ", "at+jwt").claim("typ", null).claim("azp", null).claim("client_id", "missionmesh-cli"))
        .get(MISSIONS)
        .then()
        .statusCode(200);
  }

  @Test
  void aWriterCannotAdministerAndAnAdministratorCan() {
    with(good()).get(KEYS).then().statusCode(403);
    newKey(good()).statusCode(403);
    newKey(good().roles("admin")).statusCode(201);
    with(good().roles("admin")).get(TENANTS).then().statusCode(403);
    with(good().roles("admin").claim("tenant", "system")).get(TENANTS).then().statusCode(200);
  }

  @Test
  void refusesWhoseTenantIsNotOfThisMesh() {
    for (Jwt stranger :
        List.of(
            good().claim("tenant", "nobody"),
            good().claim("tenant", null),
            good().claim("tenant", "NO_ID"),
            good().claim("tenant", List.of("acme")))) {
      with(stranger)
          .get(MISSIONS)
          .then()
          .statusCode(403)
          .body("type", equalTo("https://missionmesh.dev/problems/forbidden"));
    }
  }

  @Test
  void shutsOutASuspendedTenantAndCutsItsStreams() throws Exception {
    post("system", TENANTS, "{\"id\":\"initech\"}").statusCode(201);
    String token = good().claim("tenant", "initech").signed();
    try (RawHttp stream = listen(token)) {
      stream.readUntil("data: begun\n\n");
      post("system", TENANTS + "/initech/suspend", "{}").statusCode(200);
      long suspended = System.nanoTime();
      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () ->
                  withKey(token)
                      .get(MISSIONS)
                      .then()
                      .statusCode(403)
                      .body("type", equalTo("https://missionmesh.dev/problems/tenant-suspended")));
      stream.readToEnd();
      assertThat(Duration.ofNanos(System.nanoTime() - suspended)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void cutsTheStreamOfATokenThatEnds() throws Exception {
    long now = Instant.now().getEpochSecond();
    // five seconds of skew are allowed to the clocks
    try (RawHttp stream = listen(good().claim("iat", now - 60).claim("exp", now - 3).signed())) {
      stream.readUntil("data: begun\n\n");
      stream.readToEnd();
      assertThat(Instant.now().getEpochSecond()).isBetween(now + 1, now + 6);
    }
  }

  @Test
  void fetchesTheIssuersKeysAgainForAnUnknownOneButNotForEach() {
    with(good()).get(MISSIONS).then().statusCode(200);
    RsaJsonWebKey next = Jwt.newKey("second");
    publish(next);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> with(Jwt.good(next, issuer())).get(MISSIONS).statusCode() == 200);

    int before = control(new JsonObject()).getInt("fetched");
    long from = System.nanoTime();
    for (int i = 0; i < 200; i++) {
      with(good().header("kid", "unknown-" + i)).get(MISSIONS).then().statusCode(401);
    }
    long seconds = Duration.ofNanos(System.nanoTime() - from).toSeconds();
    assertThat(control(new JsonObject()).getInt("fetched") - before)
        .isBetween(1, (int) seconds + 2);
  }

  @Test
  void asksTheAuthorizationServerBeforeAnAdministratorActs() {
    newKey(good().roles("admin")).statusCode(201);
    assertThat(control(new JsonObject()).getString("asked"))
        .contains("permission=keys%23write", "audience=missionmesh-gateway", "response_mode=decision");

    control(new JsonObject().put("decision", 403));
    newKey(good().roles("admin")).statusCode(403);
    with(good()).get(MISSIONS).then().statusCode(200);
    post("acme", KEYS, "{\"name\":\"by-key\",\"scopes\":[\"missions:read\"]}").statusCode(201);

    control(new JsonObject().put("decision", 400));
    newKey(good().roles("admin")).statusCode(403);
    control(new JsonObject().put("decision", 500));
    newKey(good().roles("admin")).statusCode(503);
    control(new JsonObject().put("away", true));
    newKey(good().roles("admin")).statusCode(503);
  }

  @Test
  void saysWithoutATokenWhereTokensAreToBeHad() {
    given()
        .get("/.well-known/oauth-protected-resource")
        .then()
        .statusCode(200)
        .body("authorization_servers[0]", equalTo(issuer()))
        .body("resource", equalTo("http://localhost:" + port()))
        .body("bearer_methods_supported[0]", equalTo("header"))
        .body("scopes_supported", hasItem("missions:read"));
  }

  @Test
  void countsRefusalsByReasonAndTellsNoToken() {
    with(good().claim("aud", "other")).get(MISSIONS).then().statusCode(401);
    with(good().claim("tenant", "nobody")).get(MISSIONS).then().statusCode(403);

    assertThat(given().get("/q/metrics").asString())
        .containsPattern("mesh_gateway_auth_failures_total\\{reason=\"invalid_token\"} [1-9]")
        .containsPattern("mesh_gateway_auth_failures_total\\{reason=\"no_tenant\"} [1-9]")
        .doesNotContain("eyJ", good().claims.getString("sub"));
  }

  private static io.restassured.response.ValidatableResponse newKey(Jwt token) {
    return with(token)
        .contentType("application/json")
        .body("{\"name\":\"by-user\",\"scopes\":[\"missions:read\"]}")
        .post(KEYS)
        .then();
  }

  private static List<String> scopes(Jwt token) {
    return List.of(handedOn(with(token)).getString("scope").split(" "));
  }

  private static RawHttp listen(String token) throws Exception {
    return new RawHttp(port())
        .send(
            "GET %s/m1/events HTTP/1.1\r\nHost: door\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(MISSIONS, token));
  }
}
