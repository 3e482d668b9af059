package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ForwardingTest extends AtTheDoor {
  private static final String UUID = "[0-9a-f-]{36}";

  @Test
  void handsARequestOnWithItsQueryAndTheGatewaysWordOnWhoAsks() throws Exception {
    var seen =
        as("acme")
            .urlEncodingEnabled(false)
            .header("Idempotency-Key", "k-1")
            .get(MISSIONS + "?state=queued&label=a%3Db")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(seen.getString("uri")).isEqualTo(MISSIONS + "?state=queued&label=a%3Db");
    assertThat(seen.getString("headers.'idempotency-key'")).isEqualTo("k-1");
    JwtClaims claims = claims(seen.getString("headers.authorization"));
    assertThat(claims.getAudience()).containsExactly("mission");
    assertThat(claims.getStringClaimValue("tenant")).isEqualTo("acme");
    assertThat(claims.getSubject()).matches("key:[0-9A-Za-z]{12}");
    assertThat(claims.getStringClaimValue("scope"))
        .contains("missions:read")
        .doesNotContain("tenants");
  }

  @Test
  void usesOneTokenAgainAndAnotherOneForAnotherAudience() {
    String first = as("acme").get(MISSIONS).path("headers.authorization");
    String second = as("acme").get(MISSIONS).path("headers.authorization");
    String policy = as("acme").get("/api/v1/policies").path("headers.authorization");

    assertThat(second).isEqualTo(first);
    assertThat(policy).isNotEqualTo(first);
  }

  @Test
  void letsNoForgedHeaderThrough() {
    Map<String, String> seen =
        as("acme")
            .headers(
                Map.of(
                    "X-Forwarded-For", "10.0.0.1",
                    "X-Forwarded-Host", "evil",
                    "Forwarded", "for=10.0.0.1",
                    "X-Mesh-Tenant", "system",
                    "X-Request-Id", "chosen",
                    "Cookie", "a=b",
                    "Proxy-Authorization", "Basic eA==",
                    "TE", "trailers",
                    "Baggage", "a=b"))
            .get(MISSIONS)
            .then()
            .statusCode(200)
            .extract()
            .path("headers");

    assertThat(seen.keySet())
        .isSubsetOf("accept", "user-agent", "authorization", "x-request-id", "host");
    assertThat(seen.get("x-request-id")).matches(UUID);
    assertThat(seen.get("host")).startsWith("127.0.0.1:");
  }

  @Test
  void handsTheClientsTraceOnWhileItTracesNothingItself() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    as("acme")
        .header("traceparent", trace)
        .get(MISSIONS)
        .then()
        .body("headers.traceparent", equalTo(trace));
    as("acme")
        .header("traceparent", "00-0-0-01")
        .get(MISSIONS)
        .then()
        .body("headers.traceparent", nullValue());
  }

  @Test
  void dressesEveryAnswerAndKeepsTheServicesOwnUndressToItself() {
    as("acme")
        .get(MISSIONS)
        .then()
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .header("X-Request-Id", matchesPattern(UUID))
        .header("ETag", "\"e\"")
        .header("Server", nullValue())
        .header("Set-Cookie", nullValue())
        .header("Access-Control-Allow-Origin", nullValue());
  }

  @Test
  void passesALongBodyOnWithoutHoldingIt() {
    byte[] body = new byte[1024 * 1024];

    as("acme").body(body).post(MISSIONS).then().statusCode(200).body("bytes", equalTo(body.length));
  }

  @Test
  void passesTheFirstPartOfABodyOnBeforeTheLastHasCome() throws Exception {
    long before = told().getLong("bytes");
    try (RawHttp client = new RawHttp(port())) {
      client.send(post(MISSIONS) + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
      client.send("5\r\nfirst\r\n");
      await().until(() -> told().getLong("bytes") - before == 5);
      client.send("4\r\nlast\r\n0\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 200").contains("\"bytes\":9");
    }
  }

  @Test
  void refusesABodyThatSaysItIsTooLongWithoutAskingTheService() {
    int before = told().getInt("requests");

    as("acme")
        .body(new byte[1024 * 1024 + 1])
        .post(MISSIONS)
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("type", equalTo("https://missionmesh.dev/problems/too-large"));
    assertThat(told().getInt("requests")).isEqualTo(before);
  }

  @Test
  void refusesAChunkedBodyOnceItHasGrownTooLong() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    String text =
        post("/api/v1/policies")
            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + chunk.repeat(5)
            + "0\r\n\r\n";

    String answer = RawHttp.exchange(port(), text);

    assertThat(answer).startsWith("HTTP/1.1 413").contains("problems/too-large", "262144");
  }

  @Test
  void refusesABodyThatDoesNotArriveInTime() throws Exception {
    try (RawHttp client = new RawHttp(port())) {
      client.send(post(MISSIONS) + "Content-Length: 10\r\n\r\nhalf");

      assertThat(client.readToEnd())
          .startsWith("HTTP/1.1 408")
          .contains("problems/request-timeout");
    }
  }

  @Test
  void saysWhichServiceCannotBeReachedAndThatATryLaterMayHelp() {
    as("acme")
        .get("/api/v1/audit/checkpoint")
        .then()
        .statusCode(503)
        .header("Retry-After", "1")
        .contentType("application/problem+json")
        .body("detail", equalTo("telemetry cannot be reached."))
        .body("instance", startsWith("urn:uuid:"));
  }

  @Test
  void saysWhichServiceTheMeshRunsWithout() {
    as("acme")
        .get("/api/v1/search?q=x")
        .then()
        .statusCode(501)
        .body("type", equalTo("https://missionmesh.dev/problems/not-available"))
        .body("service", equalTo("search-indexer"));
    as("acme")
        .get("/api/v1/capabilities")
        .then()
        .statusCode(200)
        .body("profile", equalTo("standard"))
        .body("services", hasItem(Map.of("name", "mission", "state", "available")))
        .body("services", hasItem(Map.of("name", "search-indexer", "state", "n/a")));
  }

  @Test
  void answersForAServiceThatClosesWithoutAnAnswer() {
    as("acme")
        .get(MISSIONS + "/silent-end")
        .then()
        .statusCode(502)
        .body("type", equalTo("https://missionmesh.dev/problems/bad-gateway"));
  }

  @Test
  void asksOnceMoreForWhatIsOnlyReadWhenTheConnectionCloses() {
    as("acme").get(MISSIONS + "/closing-once").then().statusCode(200).body("method", equalTo("GET"));
  }

  @Test
  void doesNotBlameTheClientWhenAServiceRefusesTheGatewaysToken() {
    as("acme")
        .get(MISSIONS + "/m1/result")
        .then()
        .statusCode(502)
        .header("WWW-Authenticate", nullValue());
  }

  @Test
  void breaksOffWhenTheServiceBreaksOffInTheMiddle() {
    assertThatThrownBy(() -> as("acme").get(MISSIONS + "/m1/logs").asString()).isNotNull();
    as("acme").get(MISSIONS).then().statusCode(200);
  }

  @Test
  void countsRequestsByRouteAndStatusButNeverById() {
    as("acme").get(MISSIONS + "/m-4711").then().statusCode(200);

    String metrics = given().get("/q/metrics").asString();

    assertThat(metrics)
        .contains(
            "mesh_gateway_requests_seconds_count{route=\"/api/v1/missions/{}\",status=\"2xx\"}")
        .doesNotContain("m-4711")
        .doesNotContain("acme");
  }

  private static String post(String path) {
    return "POST %s HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer %s\r\n"
        .formatted(path, key("acme"));
  }

  private static JwtClaims claims(String authorization) throws Exception {
    return new JwtConsumerBuilder()
        .setSkipSignatureVerification()
        .setSkipAllValidators()
        .build()
        .processToClaims(authorization.substring("Bearer ".length()));
  }
}
