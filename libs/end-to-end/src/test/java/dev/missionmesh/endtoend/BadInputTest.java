package dev.missionmesh.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bad input at every door is a problem document with a stable type that names the field, and never a 500. */
class BadInputTest {
  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.straight("badinput");

  private record BadBody(String body, int status, String slug, String pointer) {}

  private static Stream<BadBody> badMissions() {
    return Stream.of(
        new BadBody("{\"executor\":\"noop\",\"colour\":1}", 400, "invalid-request", "/colour"),
        new BadBody("{\"executor\":7}", 400, "invalid-request", "/executor"),
        new BadBody("{\"executor\":\"teleport\"}", 400, "invalid-request", "/executor"),
        new BadBody("{}", 400, "invalid-request", "/executor"),
        new BadBody("{\"executor\":\"command\"}", 400, "invalid-request", "/command"),
        new BadBody("{\"executor\":\"command\",\"command\":[]}", 400, "invalid-request", "/command"),
        new BadBody("{\"executor\":\"command\",\"command\":\"ls\"}", 400, "invalid-request", "/command"),
        new BadBody("{\"executor\":\"command\",\"command\":[\"a\",7]}", 400, "invalid-request", "/command/1"),
        new BadBody("{\"executor\":\"command\",\"command\":[\"a\\u0000b\"]}", 400, "invalid-request", "/command/0"),
        new BadBody("{\"executor\":\"noop\",\"timeout\":\"PT-1S\"}", 400, "invalid-request", "/timeout"),
        new BadBody("{\"executor\":\"noop\",\"timeout\":\"soon\"}", 400, "invalid-request", "/timeout"),
        new BadBody("{\"executor\":\"noop\",\"timeout\":-5}", 400, "invalid-request", "/timeout"),
        new BadBody("{\"executor\":\"noop\",\"priority\":101}", 400, "invalid-request", "/priority"),
        new BadBody("{\"executor\":\"noop\",\"priority\":\"high\"}", 400, "invalid-request", "/priority"),
        new BadBody("{\"executor\":\"noop\",\"priority\":1.5}", 400, "invalid-request", "/priority"),
        new BadBody("{\"executor\":\"noop\",\"priority\":99999999999999999999}", 400, "invalid-request", "/priority"),
        new BadBody("{\"executor\":\"noop\",\"labels\":{\"a\":7}}", 400, "invalid-request", "/labels/a"),
        new BadBody("{\"executor\":\"noop\",\"retries\":{\"maxAttempts\":0}}", 400, "invalid-request", "/retries/maxAttempts"),
        new BadBody("{\"executor\":\"noop\",\"resources\":{\"cpus\":-1}}", 400, "invalid-request", "/resources/cpus"),
        new BadBody("{\"executor\":\"noop\",\"name\":\"a\\u0000\"}", 400, "invalid-request", "/name"),
        new BadBody("{\"executor\":\"noop\",\"name\":\"\\ud800\"}", 400, "invalid-request", "/name"),
        new BadBody("{\"executor\":\"script\",\"script\":{\"interpreter\":\"perl\",\"source\":\"1\"}}", 400, "invalid-request", "/script/interpreter"),
        new BadBody("{\"executor\":\"noop\"", 400, "malformed-json", null),
        new BadBody("", 400, null, null),
        new BadBody("null", 400, null, null),
        new BadBody("[]", 400, "invalid-request", null),
        new BadBody("{\"executor\":\"noop\"} trailing", 400, null, null));
  }

  @TestFactory
  Stream<DynamicTest> aBadMissionIsRefusedAndTheFieldNamed() {
    return badMissions()
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    bad.body().isEmpty() ? "empty body" : bad.body(),
                    () -> check(post("application/json", bad.body().getBytes(StandardCharsets.UTF_8)), bad)));
  }

  private void check(Response answer, BadBody bad) {
    assertProblem(answer, bad.status());
    if (bad.slug() != null) {
      assertThat(answer.<String>path("type")).isEqualTo("https://missionmesh.dev/problems/" + bad.slug());
    }
    if (bad.pointer() != null) {
      assertThat(answer.<List<String>>path("errors.pointer")).contains(bad.pointer());
    }
  }

  private static void assertProblem(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.body().asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<Integer>path("status")).isEqualTo(status);
    assertThat(answer.<String>path("title")).isNotBlank();
    assertThat(answer.body().asString()).doesNotContain("Exception").doesNotContain("dev.missionmesh.");
    assertThat(answer.<String>path("instance")).isEqualTo("urn:uuid:" + answer.header("X-Request-Id"));
  }

  private Response post(String type, byte[] body) {
    return given()
        .baseUri(tenant.gateway())
        .header("Authorization", "Bearer " + tenant.key())
        .header("Content-Type", type)
        .body(body)
        .post("/api/v1/missions");
  }

  @Test
  void nonUtf8IsRefused() {
    byte[] body = "{\"executor\":\"noop\",\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    body[body.length - 3] = (byte) 0xff;
    assertProblem(post("application/json", body), 400);
  }

  @Test
  void tenMegabytesAreRefused() {
    byte[] body = ("{\"executor\":\"noop\",\"name\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertProblem(post("application/json", body), 413);
  }

  @Test
  void anotherMediaTypeIsRefused() {
    assertProblem(post("text/xml", "<mission/>".getBytes(StandardCharsets.UTF_8)), 415);
  }

  @TestFactory
  Stream<DynamicTest> unknownIdsAreNotFound() {
    return Stream.of(UUID.randomUUID().toString(), "7", "not-a-uuid", "%00", "..%2f..%2fq%2fmetrics", "a".repeat(300))
        .flatMap(
            id ->
                Stream.of("", "/why", "/result", "/logs", "/events")
                    .map(
                        tail ->
                            DynamicTest.dynamicTest(
                                id + tail,
                                () -> {
                                  Response answer =
                                      tenant.api().urlEncodingEnabled(false).get("/api/v1/missions/" + id + tail);
                                  assertThat(answer.statusCode()).isIn(400, 404);
                                  assertThat(answer.contentType()).startsWith("application/problem+json");
                                })));
  }

  @Test
  void badQueryParametersAreNamed() {
    for (String[] bad :
        new String[][] {
          {"cursor", "garbage"}, {"cursor", "e30"}, {"limit", "0"}, {"limit", "-1"}, {"limit", "many"},
          {"limit", "100000"}, {"state", "flying"}, {"label", "novalue"}, {"stat", "failed"}
        }) {
      Response answer = tenant.api().queryParam(bad[0], bad[1]).get("/api/v1/missions");
      assertProblem(answer, 400);
      assertThat(answer.<List<String>>path("errors.parameter")).as(String.join("=", bad)).contains(bad[0]);
    }
    for (String[] bad : new String[][] {{"cursor", "garbage"}, {"limit", "0"}, {"limit", "x"}}) {
      Response answer = tenant.api().queryParam("q", "a").queryParam(bad[0], bad[1]).get("/api/v1/search");
      assertProblem(answer, 400);
      assertThat(answer.<List<String>>path("errors.parameter")).as(String.join("=", bad)).contains(bad[0]);
    }
  }

  @Test
  void aParameterGivenTwiceIsNamed() {
    Response answer = tenant.api().queryParam("limit", "1", "2").get("/api/v1/missions");
    assertProblem(answer, 400);
    assertThat(answer.<List<String>>path("errors.parameter")).containsExactly("limit");
  }

  @Test
  void aBodyInACodingThatNobodyUndoesIsRefused() {
    assertProblem(
        given()
            .baseUri(tenant.gateway())
            .header("Authorization", "Bearer " + tenant.key())
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .body("{\"executor\":\"noop\"}".getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/missions"),
        415);
  }

  @Test
  void aBadIdempotencyKeyIsNamed() {
    for (String key : List.of("x".repeat(300), "\t \t")) {
      Response answer =
          tenant.api().contentType("application/json").header("Idempotency-Key", key).body("{\"executor\":\"noop\"}").post("/api/v1/missions");
      if (answer.statusCode() != 202) {
        assertProblem(answer, 400);
        assertThat(answer.<List<String>>path("errors.header")).contains("Idempotency-Key");
      }
    }
  }

  @Test
  void foreignAndBrokenKeysAreRefused() {
    String key = tenant.key();
    for (String bad :
        List.of(
            "", "mesh", "mesh_badinput_x_y", key + "x", key.substring(0, key.length() - 1), key.replace("badinput", "owner"),
            "eyJhbGciOiJub25lIn0.e30.", "x".repeat(4000))) {
      Response answer =
          given().baseUri(tenant.gateway()).header("Authorization", "Bearer " + bad).get("/api/v1/missions");
      assertProblem(answer, 401);
      assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
    }
    assertProblem(given().baseUri(tenant.gateway()).get("/api/v1/missions"), 401);
    assertProblem(given().baseUri(tenant.gateway()).header("Authorization", "Basic YTpi").get("/api/v1/missions"), 401);
  }

  @Test
  void anExpiredAndARevokedKeyAreRefused() {
    String expired = mesh.createKey("badinput", "PT1S", "missions:read").key();
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(10))
        .until(() -> given().baseUri(tenant.gateway()).header("Authorization", "Bearer " + expired).get("/api/v1/missions").statusCode() == 401);
    var revoked = mesh.createKey("badinput", "P1D", "missions:read");
    given().baseUri(tenant.gateway()).header("Authorization", "Bearer " + revoked.key()).get("/api/v1/missions").then().statusCode(200);
    tenant.api().delete("/api/v1/keys/" + revoked.id()).then().statusCode(204);
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(5))
        .until(() -> given().baseUri(tenant.gateway()).header("Authorization", "Bearer " + revoked.key()).get("/api/v1/missions").statusCode() == 401);
  }

  @Test
  void tooSmallAScopeIsRefused() {
    String reader = mesh.createKey("badinput", "P1D", "missions:read").key();
    Response answer =
        given().baseUri(tenant.gateway()).header("Authorization", "Bearer " + reader).contentType("application/json").body("{\"executor\":\"noop\"}").post("/api/v1/missions");
    assertProblem(answer, 403);
  }

  @TestFactory
  Stream<DynamicTest> internalDoorsDoNotOpenThroughTheGateway() {
    return Stream.of(
            "/internal/v1/export/missions", "/api/v1/../../internal/v1/export/missions", "/api/v1/missions/..%2f..%2f..%2finternal/v1/export/missions",
            "/api/v1/missions/%2e%2e/%2e%2e/%2e%2e/q/metrics", "//internal/v1/export/missions", "/api/v1/missions;/../../../q/metrics", "/api/v1/nonsense", "/")
        .map(
            path ->
                DynamicTest.dynamicTest(
                    path,
                    () -> {
                      Response answer = tenant.api().urlEncodingEnabled(false).get(path);
                      assertThat(answer.statusCode()).isBetween(400, 404);
                      assertThat(answer.contentType()).startsWith("application/problem+json");
                    }));
  }

  @Test
  void wrongMethodsAreNamed() {
    assertProblem(tenant.api().delete("/api/v1/missions"), 405);
    assertProblem(tenant.api().put("/api/v1/search"), 405);
  }

  @Test
  void aBrokenPolicyIsRefusedWithItsPlace() {
    for (String yaml : List.of("rules: {", "name: x\nrules:\n - id: a\n   effect: maybe\n", "colour: red\n")) {
      Response answer =
          given().baseUri(tenant.gateway()).header("Authorization", "Bearer " + mesh.systemKey()).header("Content-Type", "application/yaml").body(yaml.getBytes(StandardCharsets.UTF_8)).post("/api/v1/policies");
      assertProblem(answer, 400);
    }
  }

  @Test
  void nothingAcceptedIsLostAfterAllThat() {
    assertThat(tenant.run("echo", "still here").stdout()).isEqualTo("still here\n");
    mesh.assertAllServicesReady();
  }
}
