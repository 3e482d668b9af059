package dev.missionmesh.mission;

import static dev.missionmesh.mission.Callers.indexer;
import static dev.missionmesh.mission.Callers.tenant;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DoorsTest extends MissionService {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"executor\":\"noop\",\"unknown\":1}|/unknown",
        "{\"executor\":7}|/executor",
        "{\"executor\":\"noop\",\"priority\":\"5\"}|/priority",
        "{\"executor\":\"noop\",\"priority\":1.5}|/priority",
        "{\"executor\":\"noop\",\"priority\":99999999999999999999}|/priority",
        "{\"executor\":\"noop\",\"timeout\":\"-PT1S\"}|/timeout",
        "{\"executor\":\"noop\",\"timeout\":\"2s\"}|/timeout",
        "{\"executor\":\"noop\",\"labels\":{\"a\":1}}|/labels/a",
        "{\"executor\":\"noop\",\"labels\":{\"a\":\"\\u0000\"}}|/labels/a",
        "{\"executor\":\"noop\",\"name\":\"\\ud800\"}|/name",
        "{\"executor\":\"noop\",\"resources\":{\"cpus\":1e308}}|/resources/cpus",
        "{\"executor\":\"noop\",\"resources\":{\"memoryBytes\":-1}}|/resources/memoryBytes",
        "{\"executor\":\"command\",\"command\":[\"a\",null]}|/command/1",
        "{\"executor\":\"command\",\"command\":\"true\"}|/command",
        "[]|''",
        "null|''",
      })
  void aBadFieldIsNamed(String body, String pointer) {
    submit(body)
        .statusCode(400)
        .contentType("application/problem+json")
        .body(
            "type",
            equalTo("https://missionmesh.dev/problems/invalid-request"),
            "errors.pointer",
            hasItem(pointer));
  }

  @Test
  void theCharacterThatTextsCannotHoldIsNamed() {
    submit("{\"executor\":\"noop\",\"labels\":{\"\\u0000\":\"a\"}}")
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/labels/\0"));
    tenant(acme)
        .queryParam("name", "a\0")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("name"));
  }

  @Test
  void brokenBodiesAreProblems() {
    submit("{\"executor\":")
        .statusCode(400)
        .body("type", equalTo("https://missionmesh.dev/problems/malformed-json"));
    submit("").statusCode(400);
    submit("{\"executor\":\"noop\"} x").statusCode(400);
    submit("{\"executor\":\"noop\",\"executor\":\"noop\"}").statusCode(400);
    tenant(acme)
        .body(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})
        .post(PATH)
        .then()
        .statusCode(400);
    submit("{\"executor\":\"noop\",\"name\":\"" + "x".repeat(2 << 20) + "\"}")
        .statusCode(413)
        .body("type", equalTo("https://missionmesh.dev/problems/too-large"));
    tenant(acme)
        .contentType("text/plain")
        .body("x")
        .post(PATH)
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
    tenant(acme)
        .header("Idempotency-Key", "with space")
        .body("{\"executor\":\"noop\"}")
        .post(PATH)
        .then()
        .statusCode(400)
        .body("errors[0].header", equalTo("Idempotency-Key"));
    tenant(acme)
        .body("{\"missions\":[]}")
        .post(PATH + "/batch")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/missions"));
    tenant(acme)
        .body("{\"missions\":[{\"executor\":\"noop\"},{\"executor\":1}]}")
        .post(PATH + "/batch")
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/missions/1/executor"));
  }

  @ParameterizedTest
  @CsvSource({
    "cursor, %%%",
    "cursor, AAAA",
    "limit, 0",
    "limit, 201",
    "limit, x",
    "limit, 99999999999999999999",
    "state, sleeping",
    "label, novalue"
  })
  void aBadParameterIsNamed(String name, String value) {
    tenant(acme)
        .queryParam(name, value)
        .get(PATH)
        .then()
        .statusCode(400)
        .body(
            "type",
            equalTo("https://missionmesh.dev/problems/invalid-request"),
            "errors[0].parameter",
            equalTo(name));
  }

  @ParameterizedTest
  @CsvSource({"GET,''", "GET,/why", "GET,/result", "GET,/logs", "GET,/events", "POST,/cancel"})
  void nobodySeesAnothersMissionAndWhatIsNoIdIsNotFound(String method, String what) {
    TestNode node = new TestNode("doors").register();
    String id = noop();
    node.complete(node.lease(id), "exited", 0, "x", "");
    String theirs = noop();
    for (String mission :
        List.of(id, theirs, "0197b2c4-0000-7000-8000-000000000000", "not-an-id", "..%2f")) {
      tenant("not-" + acme)
          .accept("*/*")
          .request(method, PATH + "/" + mission + what)
          .then()
          .statusCode(404)
          .body("type", equalTo("https://missionmesh.dev/problems/not-found"));
    }
    tenant(acme).get(PATH + "/" + theirs).then().body("state", equalTo("queued"));
    tenant("not-" + acme).get(PATH).then().body("items.size()", equalTo(0));
  }

  @Test
  void everyDoorWantsItsScope() {
    given().get(PATH).then().statusCode(401);
    given().header("Authorization", "Bearer nonsense").get(PATH).then().statusCode(401);
    Callers.caller("gateway", acme, "key:k", "missions:read")
        .body("{\"executor\":\"noop\"}")
        .post(PATH)
        .then()
        .statusCode(403);
    tenant(acme).get("/internal/v1/export/missions").then().statusCode(403);
    tenant(acme).body("{}").post("/internal/v1/nodes/x/leases").then().statusCode(403);
    Callers.caller("gateway", acme, "key:k", "missions:read")
        .get("/api/v1/nodes")
        .then()
        .statusCode(403);
  }

  @Test
  void aNodeIsOnlineThenStaleThenDeadAndADriftIsSeen() {
    String name = "n-" + acme;
    TestNode node = new TestNode(name).register();
    tenant(acme)
        .get("/api/v1/nodes")
        .then()
        .statusCode(200)
        .body("items.find { it.id == '%s' }.state".formatted(name), equalTo("ONLINE"));
    node.register("caps-2");
    assertThat(nodeState(name)).isEqualTo("YELLOW");
    node.register("caps-2");
    assertThat(nodeState(name)).isEqualTo("ONLINE");
    await().atMost(Duration.ofSeconds(20)).until(() -> nodeState(name).equals("STALE"));
    await().atMost(Duration.ofSeconds(20)).until(() -> nodeState(name).equals("DEAD"));
    node.leases(1, 0);
    await().until(() -> nodeState(name).equals("ONLINE"));
    await().until(() -> PublishedFacts.ofSubject(name).size() == 6);
  }

  private String nodeState(String name) {
    return tenant(acme)
        .get("/api/v1/nodes")
        .then()
        .extract()
        .path("items.find { it.id == '%s' }.state".formatted(name));
  }

  @Test
  void badNodeMessagesAreProblems() {
    TestNode node = new TestNode("bad").register();
    node.post("leases", Map.of("max", -1, "waitMs", 0))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/max"));
    node.post("leases", Map.of("max", 1, "waitMs", 99999))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/waitMs"));
    node.post("completions", Map.of("completions", List.of(Map.of("outcome", "won"))))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/completions/0/outcome"));
    node.post("log-chunks", Map.of("chunks", List.of(Map.of("tenant", "A B"))))
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/chunks/0/tenant"));
    node.post("renewals", Map.of())
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo("/leases"));
    node.post("renewals", Map.of("leases", List.of())).then().statusCode(200);
  }

  @Test
  void theExportHoldsEveryMissionOfEveryTenantWithItsLogInOrder() {
    TestNode node = new TestNode("export").register();
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    node.log(lease, 0, "stdout", "printed");
    node.complete(lease, "exited", 0, "printed", "");
    noop();
    List<String> places = new ArrayList<>();
    String mine = null;
    for (String after = null; ; ) {
      var request = indexer().queryParam("limit", 7);
      if (after != null) request.queryParam("after", after);
      JsonPath page =
          request.get("/internal/v1/export/missions").then().statusCode(200).extract().jsonPath();
      List<Map<String, Object>> items = page.getList("items");
      for (int i = 0; i < items.size(); i++) {
        String mission = page.getString("items[" + i + "].mission.id");
        places.add(items.get(i).get("tenant") + "/" + mission);
        if (mission.equals(id)) {
          mine = page.getString("items[" + i + "].logText[0].text");
          assertThat(page.getInt("items[" + i + "].sequence")).isEqualTo(4);
          assertThat(page.getString("items[" + i + "].mission.result.stdout")).isEqualTo("printed");
        }
      }
      after = page.getString("next");
      if (after == null) break;
    }
    assertThat(mine).isEqualTo("printed");
    assertThat(places).isSorted().doesNotHaveDuplicates();
    assertThat((long) places.size()).isEqualTo(count("select count(*) from missions"));
    indexer()
        .queryParam("after", "!")
        .get("/internal/v1/export/missions")
        .then()
        .statusCode(400)
        .body("errors[0].parameter", equalTo("after"));
  }

  @Test
  void healthAndMetricsAreOpen() {
    given().get("/q/health/live").then().statusCode(200);
    noop();
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(org.hamcrest.Matchers.containsString("mesh_mission_submit_seconds"));
    given().get("/q/openapi").then().statusCode(200).body(startsWith("---"));
  }
}
