package dev.missionmesh.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HostileRequestTest extends AtTheDoor {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/v1/nodes/n1/leases",
        "/api/v1/../../internal/v1/nodes/n1/leases",
        "/api/v1/missions/../../../internal/v1/export/missions",
        "/api/v1/missions/%2e%2e/%2e%2e/%2e%2e/internal/v1/export/missions",
        "/api/v1/missions/%2E%2E%2F%2E%2E%2F..%2Finternal",
        "/api/v1/missions/..%2f..%2f..%2finternal%2fv1",
        "/api/v1/missions/%252e%252e/internal",
        "/api/v1/missions/..;/..;/internal/v1/export/missions",
        "/api/v1/missions/.",
        "/api/v1/missions/%5c..%5c",
        "/api/v1/missions/%00",
        "/api/v1/missions/%ff",
        "/api/v1/missions/%c0%ae%c0%ae/x",
        "/api/v1/missions;x=1/m1",
        "/api/v1/missions;/../internal",
        "//internal/v1/export/missions",
        "/api/v1//missions",
        "/api//v1/missions/",
        "/api/v1/missions/",
        "/api/v1/missions/m1/",
        "/API/v1/missions",
        "/api/v1/missions/m1/unknown",
        "http://127.0.0.1/internal/v1/export/missions",
        "http://127.0.0.1/api/v1/missions",
        "*",
        "internal/v1",
        "?x",
        "/api/v1/missions?x=#/internal",
        "/api/v1/missions?name=%ff%fe",
        "/api/v1/missions?name=%c0%ae",
        "/q/../internal/v1/nodes",
        "/q/metrics/../../internal",
        "/q/dev",
        "/q/swagger-ui",
        "/q",
        "/",
        "/.well-known/x",
        "/api/v1/search/../missions",
      })
  void leadsNowhereButToAProblem(String target) throws Exception {
    int before = told().getInt("requests");

    String answer = RawHttp.exchange(port(), get(target, ""));

    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
    assertThat(answer).doesNotContain("<html", "Exception", "\tat ");
    assertThat(told().getInt("requests")).isEqualTo(before);
  }

  @Test
  void endsWhatIsNoHttpBeforeTheDoor() throws Exception {
    String answer = RawHttp.exchange(port(), get("/api/v1/missions/..\\..\\internal", ""));

    assertThat(answer).startsWith("HTTP/1.1 400").contains("content-length: 0");
  }

  @Test
  void sendsTheCanonicalSpellingOn() throws Exception {
    String answer = RawHttp.exchange(port(), get("/api/v1/policies/sha256%3Aab", ""));

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("\"uri\":\"/api/v1/policies/sha256:ab\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: +4\r\n\r\nabcd",
        "Content-Length: 4x\r\n\r\nabcd",
        "Content-Length: 99999999999999999999\r\n\r\nabcd",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\nabcd",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Bad Header: x\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
      })
  void refusesFramingThatTwoReadersCouldReadDifferently(String rest) throws Exception {
    int before = told().getInt("requests");

    String text =
        "POST /api/v1/missions HTTP/1.1\r\nHost: door\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s"
            .formatted(key("acme"), rest);
    String answer = RawHttp.exchange(port(), text);

    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).doesNotContain("<html", "Exception");
    assertThat(told().getInt("requests")).isEqualTo(before);
  }

  @Test
  void refusesARequestThatNamesNoHost() throws Exception {
    String answer =
        RawHttp.exchange(port(), "GET /api/v1/missions HTTP/1.1\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").contains("problem+json", "\"header\":\"Host\"");
  }

  @Test
  void endsAnUnknownVersionOfHttpBeforeTheDoor() throws Exception {
    String answer = RawHttp.exchange(port(), "GET / HTTP/9.9\r\n\r\n");

    assertThat(answer).contains(" 501 ").contains("content-length: 0");
  }

  @Test
  void refusesABodyInACodingThatNobodyWouldUndo() {
    as("acme")
        .contentType("application/json")
        .header("Content-Encoding", "gzip")
        .body("{}")
        .post("/api/v1/missions")
        .then()
        .statusCode(415)
        .body("errors[0].header", equalTo("Content-Encoding"));
  }

  @Test
  void smugglesNoSecondRequestBehindConflictingLengths() throws Exception {
    int before = told().getInt("requests");
    String text =
        "POST /api/v1/missions HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer %s\r\n"
                .formatted(key("acme"))
            + "Content-Length: 70\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            + "0\r\n\r\nGET /internal/v1/export/missions HTTP/1.1\r\nHost: door\r\n\r\n";

    String answer = RawHttp.exchange(port(), text);

    assertThat(answer.split("HTTP/1\\.1 ", -1)).hasSize(2);
    assertThat(told().getInt("requests") - before).isLessThanOrEqualTo(1);
  }

  @Test
  void answersAnUnknownPathAWrongMethodAndAnOverlongTargetWithProblems() {
    as("acme")
        .get("/api/v1/nothing")
        .then()
        .statusCode(404)
        .body("type", equalTo("https://missionmesh.dev/problems/not-found"));
    as("acme")
        .delete("/api/v1/missions")
        .then()
        .statusCode(405)
        .header("Allow", "GET, POST")
        .body("type", equalTo("https://missionmesh.dev/problems/method-not-allowed"));
    as("acme")
        .get("/api/v1/missions?q=" + "x".repeat(9000))
        .then()
        .statusCode(414)
        .body("type", equalTo("https://missionmesh.dev/problems/uri-too-long"));
    as("acme")
        .get("/api/v1/missions?q=" + "x".repeat(100_000))
        .then()
        .statusCode(414)
        .body("type", equalTo("https://missionmesh.dev/problems/uri-too-long"));
    as("acme")
        .header("X-Big", "x".repeat(40_000))
        .get("/api/v1/missions")
        .then()
        .statusCode(431)
        .body("type", equalTo("https://missionmesh.dev/problems/headers-too-large"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "CONNECT", "FOO", "HEAD"})
  void knowsNoOtherMethods(String method) throws Exception {
    String answer =
        RawHttp.exchange(port(), get("/api/v1/missions", "").replaceFirst("GET", method));

    assertThat(answer)
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, POST")
        .doesNotContain("ccess-control");
  }

  @Test
  void showsItsProbesToNeighboursButNotThroughAProxy() {
    given().get("/q/health/live").then().statusCode(200);
    given().header("X-Forwarded-For", "203.0.113.7").get("/q/health/live").then().statusCode(404);
    given().header("Forwarded", "for=203.0.113.7").get("/q/metrics").then().statusCode(404);
    given().post("/q/health/live").then().statusCode(404);
  }

  @Test
  void upgradesToNothing() throws Exception {
    String upgrade =
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String h2 = "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n";

    assertThat(RawHttp.exchange(port(), get("/api/v1/missions", upgrade)))
        .startsWith("HTTP/1.1 200");
    assertThat(RawHttp.exchange(port(), get("/api/v1/missions", h2))).startsWith("HTTP/1.1 200");
  }

  @Test
  void answersNoCorsPreflight() {
    given()
        .header("Origin", "https://evil.example")
        .header("Access-Control-Request-Method", "POST")
        .options("/api/v1/missions")
        .then()
        .statusCode(405)
        .header("Access-Control-Allow-Origin", nullValue());
  }

  private static String get(String target, String headers) {
    return "GET %s HTTP/1.1\r\nHost: door\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
        .formatted(target, key("acme"), headers);
  }
}
