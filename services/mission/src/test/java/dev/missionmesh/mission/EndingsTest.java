package dev.missionmesh.mission;

import static dev.missionmesh.mission.Callers.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EndingsTest extends MissionService {
  private static final String LETTERS = "/api/v1/dead-letters";
  private final TestNode node = new TestNode("ends");

  @BeforeEach
  void register() {
    node.register();
  }

  private String deadLetter() {
    String id =
        submitted("{\"executor\":\"noop\",\"retries\":{\"maxAttempts\":2,\"backoff\":\"PT0.1S\"}}");
    assertThat(node.complete(node.lease(id), "exited", 7, "", "no")).isEqualTo(200);
    get(id).body("state", equalTo("waiting_retry"), "result.stderr", equalTo("no"));
    assertThat(node.complete(node.lease(id), "exited", 7, "", "no")).isEqualTo(200);
    return id;
  }

  @Test
  void aFailureThatAsksForNoRetriesIsFinal() {
    String id = noop();
    node.complete(node.lease(id), "exited", 9, "", "");
    get(id)
        .body(
            "state",
            equalTo("failed"),
            "reason",
            equalTo("exit code 9"),
            "attempts[0].exitCode",
            equalTo(9));
    tenant(acme).get(LETTERS).then().body("items.size()", equalTo(0));
  }

  @Test
  void aMissionThatUsedItsRetriesIsADeadLetterThatCanBeReplayed() {
    String id = deadLetter();
    get(id).body("state", equalTo("dead_lettered"), "attempts.size()", equalTo(2));
    tenant(acme)
        .get(LETTERS)
        .then()
        .body("items.missionId", equalTo(List.of(id)), "items[0].attempts", equalTo(2));
    tenant(acme)
        .get(LETTERS + "/" + id)
        .then()
        .statusCode(200)
        .body("reason", equalTo("exit code 7"), "mission.state", equalTo("dead_lettered"));
    tenant("not-" + acme).get(LETTERS + "/" + id).then().statusCode(404);
    tenant("not-" + acme).post(LETTERS + "/" + id + "/replay").then().statusCode(404);

    tenant(acme)
        .post(LETTERS + "/" + id + "/replay")
        .then()
        .statusCode(202)
        .body("state", equalTo("queued"));
    tenant(acme).post(LETTERS + "/" + id + "/replay").then().statusCode(404);
    node.complete(node.lease(id), "exited", 0, "", "");
    get(id).body("state", equalTo("succeeded"), "attempts.size()", equalTo(3));
    await()
        .until(() -> PublishedFacts.ofSubject(id).contains("dev.missionmesh.mission.requeued.v1"));
  }

  @Test
  void aDiscardedDeadLetterIsOffTheListAndStaysDead() {
    String id = deadLetter();
    tenant(acme).delete(LETTERS + "/" + id).then().statusCode(204);
    tenant(acme).delete(LETTERS + "/" + id).then().statusCode(404);
    tenant(acme).get(LETTERS).then().body("items.missionId", not(hasItem(id)));
    get(id).body("state", equalTo("dead_lettered"));
    await()
        .until(() -> PublishedFacts.ofSubject(id).contains("dev.missionmesh.mission.discarded.v1"));
  }

  @Test
  void aWaitingMissionIsCancelledAtOnce() {
    String id = noop();
    tenant(acme)
        .post(PATH + "/" + id + "/cancel")
        .then()
        .statusCode(202)
        .body("state", equalTo("cancelled"));
    tenant(acme)
        .post(PATH + "/" + id + "/cancel")
        .then()
        .statusCode(409)
        .body("type", equalTo("https://missionmesh.dev/problems/mission-already-finished"));
    await()
        .until(() -> PublishedFacts.ofSubject(id).contains("dev.missionmesh.mission.finished.v1"));
  }

  @Test
  void theNodeOfARunningMissionIsToldAtOnceAndTheMissionEndsCancelled() throws Exception {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    var poll =
        CompletableFuture.supplyAsync(
            () -> node.post("leases", Map.of("max", 0, "waitMs", 10_000)).jsonPath());
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    long asked = System.nanoTime();
    tenant(acme)
        .post(PATH + "/" + id + "/cancel")
        .then()
        .statusCode(202)
        .body("why", containsString("Cancel"));
    JsonPath told = poll.get();
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(3));
    assertThat(told.getString("cancels[0].missionId")).isEqualTo(id);
    assertThat(node.renew(lease)).isEqualTo("cancel");
    assertThat(node.complete(lease, "cancelled", null, "", "")).isEqualTo(200);
    get(id).body("state", equalTo("cancelled"), "reason", equalTo("cancelled on request"));
  }

  @Test
  void whatTimedOutSaysSo() {
    String id = submitted("{\"executor\":\"noop\",\"timeout\":\"PT2S\"}");
    node.complete(node.lease(id), "timed_out", null, "", "");
    get(id).body("state", equalTo("failed"), "reason", equalTo("timed out after 2 s"));
  }

  @Test
  void aMissionWhoseSandboxFailedWaitsAndThenRunsThoughItAsksForNoRetries() {
    String id = noop();
    assertThat(node.complete(node.lease(id), "sandbox_failed", null, "", "")).isEqualTo(200);
    get(id)
        .body(
            "state",
            equalTo("waiting_retry"),
            "why",
            allOf(startsWith("Waits for its next attempt"), endsWith(": the sandbox failed.")),
            "attempts[0].outcome",
            equalTo("sandbox_failed"));
    node.complete(node.lease(id), "exited", 0, "", "");
    get(id).body("state", equalTo("succeeded"), "attempts.size()", equalTo(2));
    await()
        .until(
            () ->
                PublishedFacts.ofSubject(id)
                    .contains("dev.missionmesh.mission.retry-scheduled.v1"));
  }

  @Test
  void aMissionThatPolicyForbidsMeanwhileIsNotLeased() {
    String id = submitted("{\"executor\":\"noop\",\"labels\":{\"soon\":\"forbidden\"}}");
    PublishedPolicy.publish(
        PublishedPolicy.DEFAULT
            + "  - id: forbidden-now\n    effect: deny\n    when: \"'soon' in mission.labels\"\n",
        2);
    try {
      await().until(() -> soon() == 403);
      // one poll looks at a few missions only, and the probes above are queued beside this one
      await()
          .atMost(Duration.ofSeconds(15))
          .until(
              () -> {
                node.leases(8, 100);
                return state(id).equals("failed");
              });
      get(id).body("reason", equalTo("denied by policy rule forbidden-now"));
    } finally {
      PublishedPolicy.publish(PublishedPolicy.DEFAULT, 3);
      await().until(() -> soon() == 202);
    }
  }

  private static int soon() {
    String probe = "probe-" + UUID.randomUUID().toString().substring(0, 8);
    return tenant(probe)
        .body("{\"executor\":\"noop\",\"labels\":{\"soon\":\"x\"}}")
        .post(PATH)
        .statusCode();
  }
}
