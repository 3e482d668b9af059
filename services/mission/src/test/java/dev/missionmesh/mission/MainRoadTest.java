package dev.missionmesh.mission;

import static dev.missionmesh.mission.Callers.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MainRoadTest extends MissionService {
  private final TestNode node = new TestNode("road");

  @BeforeEach
  void register() {
    node.register();
  }

  @Test
  void aMissionIsAcceptedLeasedToldAndEnds() {
    String id =
        submitted(
            """
            {"name":"answer","executor":"command","command":["python3","-c","print(6*7)"],"labels":{"team":"blue"},
             "env":{"A":"b"},"stdin":"x","timeout":"PT30S"}""");
    get(id)
        .body("state", equalTo("queued"), "result", nullValue(), "why", startsWith("Waits"))
        .body(
            "labels.team",
            equalTo("blue"),
            "receipt.decision",
            equalTo("allow"),
            "receipt.rule",
            equalTo("all"));

    Map<String, Object> lease = node.lease(id);
    assertThat(lease)
        .containsEntry("tenant", acme)
        .containsEntry("token", 1)
        .containsEntry("timeoutMs", 30000);
    assertThat(lease.get("spec"))
        .isEqualTo(
            Map.of(
                "command",
                List.of("python3", "-c", "print(6*7)"),
                "env",
                Map.of("A", "b"),
                "executor",
                "command",
                "stdin",
                "x"));
    get(id).body("state", equalTo("running"), "why", equalTo("Attempt 1 runs on node road."));

    assertThat(node.log(lease, 0, "stdout", "42\n")).isEqualTo("stored");
    assertThat(node.log(lease, 0, "stdout", "42\n")).isEqualTo("duplicate");
    assertThat(node.complete(lease, "exited", 0, "42\n", "")).isEqualTo(200);

    get(id)
        .body(
            "state",
            equalTo("succeeded"),
            "result.stdout",
            equalTo("42\n"),
            "result.exitCode",
            equalTo(0))
        .body(
            "attempts.size()",
            equalTo(1),
            "attempts[0].outcome",
            equalTo("exited"),
            "receipt.node",
            equalTo("road"))
        .body("receipt.durationMs", equalTo(5), "receipt.sandbox.backend", equalTo("none"));
    tenant(acme)
        .get(PATH + "/" + id + "/result")
        .then()
        .statusCode(200)
        .header("Repr-Digest", startsWith("sha-256=:"))
        .body(
            equalTo(
                "{\"exitCode\":0,\"stderrBase64\":\"\",\"stdoutBase64\":\"NDIK\",\"truncated\":false}"));
    tenant(acme)
        .get(PATH + "/" + id + "/logs")
        .then()
        .statusCode(200)
        .body(
            "items.size()",
            equalTo(1),
            "items[0].sequence",
            equalTo(3),
            "items[0].text",
            equalTo("42\n"),
            "next",
            nullValue());
    tenant(acme)
        .get(PATH + "/" + id + "/why")
        .then()
        .statusCode(200)
        .body("why", containsString("Succeeded on attempt 1"));
  }

  @Test
  void theSameKeyTenTimesInParallelIsOneMissionWithTenEqualAnswers() {
    Set<String> answers = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 10)
        .parallel()
        .forEach(
            i ->
                answers.add(
                    tenant(acme)
                        .header("Idempotency-Key", "twin")
                        .body("{\"executor\":\"noop\",\"name\":\"one\"}")
                        .post(PATH)
                        .then()
                        .statusCode(202)
                        .extract()
                        .asString()));
    assertThat(answers).hasSize(1);
    assertThat(count("select count(*) from missions where tenant_id = '" + acme + "'"))
        .isEqualTo(1);

    tenant(acme)
        .header("Idempotency-Key", "twin")
        .body("{\"executor\":\"noop\",\"name\":\"two\"}")
        .post(PATH)
        .then()
        .statusCode(422)
        .body(
            "type",
            equalTo("https://missionmesh.dev/problems/idempotency-key-reused"),
            "errors[0].header",
            equalTo("Idempotency-Key"));
    tenant("other-" + acme)
        .header("Idempotency-Key", "twin")
        .body("{\"executor\":\"noop\"}")
        .post(PATH)
        .then()
        .statusCode(202);
  }

  @Test
  void aDeniedSubmitMakesNoMissionAndFreesTheKey() {
    tenant(acme)
        .header("Idempotency-Key", "k")
        .body("{\"executor\":\"noop\",\"riskTier\":\"RESTRICTED\"}")
        .post(PATH)
        .then()
        .statusCode(403)
        .body(
            "type",
            equalTo("https://missionmesh.dev/problems/policy-denied"),
            "rule",
            equalTo("no-restricted"),
            "snapshot",
            startsWith("sha256:"));
    assertThat(count("select count(*) from missions where tenant_id = '" + acme + "'")).isZero();
    tenant(acme)
        .header("Idempotency-Key", "k")
        .body("{\"executor\":\"noop\"}")
        .post(PATH)
        .then()
        .statusCode(202);
  }

  @Test
  void aBatchAnswersEachItemByItself() {
    tenant(acme)
        .body(
            """
            {"missions":[{"executor":"noop","idempotencyKey":"a"},{"executor":"noop","timeout":"-PT1S"},
             {"executor":"noop","riskTier":"RESTRICTED"},{"executor":"noop","idempotencyKey":"a"}]}""")
        .post(PATH + "/batch")
        .then()
        .statusCode(200)
        .body("items.status", equalTo(List.of(202, 400, 403, 202)))
        .body("items[1].problem.errors[0].pointer", equalTo("/missions/1/timeout"));
    assertThat(count("select count(*) from missions where tenant_id = '" + acme + "'"))
        .isEqualTo(1);
  }

  @Test
  void listsNewestFirstPageByPage() {
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> noop()).toList().reversed();
    var first = tenant(acme).get(PATH + "?limit=3").then().statusCode(200).extract().jsonPath();
    assertThat(first.getList("items.id")).isEqualTo(ids.subList(0, 3));
    var rest =
        tenant(acme)
            .get(PATH + "?limit=3&cursor=" + first.getString("nextCursor"))
            .then()
            .extract()
            .jsonPath();
    assertThat(rest.getList("items.id")).isEqualTo(ids.subList(3, 5));
    assertThat(rest.getString("nextCursor")).isNull();
    submitted("{\"executor\":\"noop\",\"name\":\"n\",\"labels\":{\"a\":\"b=c\"}}");
    tenant(acme)
        .queryParam("label", "a=b=c")
        .queryParam("name", "n")
        .queryParam("state", "queued")
        .get(PATH)
        .then()
        .body("items.size()", equalTo(1));
    tenant(acme).queryParam("label", "a=x").get(PATH).then().body("items.size()", equalTo(0));
  }

  @Test
  void aFullQueueAnswersTooMany() {
    for (int i = 0; i < 50; i++) noop();
    submit("{\"executor\":\"noop\"}")
        .statusCode(429)
        .header("Retry-After", equalTo("5"))
        .body("type", equalTo("https://missionmesh.dev/problems/queue-full"));
  }
}
