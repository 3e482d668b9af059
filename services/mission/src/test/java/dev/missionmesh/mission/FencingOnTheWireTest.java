package dev.missionmesh.mission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FencingOnTheWireTest extends MissionService {
  private final TestNode node = new TestNode("fence");
  private final TestNode other = new TestNode("other");

  @BeforeEach
  void register() {
    node.register();
    other.register();
  }

  @Test
  void aLostAnswerIsGivenAgainAndAnythingElseIsRefused() {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    Map<String, Object> first = node.completion(lease, "exited", 0, "", "");
    assertThat(node.complete(first)).isEqualTo(200);
    assertThat(node.complete(first)).isEqualTo(200);
    assertThat(node.complete(lease, "exited", 1, "", "")).isEqualTo(409);
    assertThat(node.complete(lease, "timed_out", null, "", "")).isEqualTo(409);
    get(id).body("state", equalTo("succeeded"), "attempts.size()", equalTo(1));
  }

  @Test
  void twinsOfACompletionInOneCallEndTheMissionOnce() {
    String id = noop();
    Map<String, Object> completion = node.completion(node.lease(id), "exited", 0, "", "");
    node.post("completions", Map.of("completions", List.of(completion, completion)))
        .then()
        .body("completions.status", equalTo(List.of(200, 200)));
    assertThat(count("select sequence from missions where id = '" + id + "'")).isEqualTo(3);
  }

  @Test
  void anExpiredLeaseIsRequeuedAndItsLateCompletionRefused() {
    String id = noop();
    Map<String, Object> old = node.lease(id);
    await().atMost(Duration.ofSeconds(15)).until(() -> state(id).equals("queued"));
    assertThat(node.complete(old, "exited", 0, "late", "")).isEqualTo(409);
    assertThat(node.renew(old)).isEqualTo("lost");
    assertThat(node.log(old, 0, "stdout", "late")).isEqualTo("lost");

    Map<String, Object> fresh = other.lease(id);
    assertThat(fresh).containsEntry("token", 2).containsEntry("attempt", 2);
    assertThat(fresh.get("keyBase64")).isNotEqualTo(old.get("keyBase64"));
    assertThat(node.complete(old, "exited", 0, "late", "")).isEqualTo(409);
    assertThat(other.complete(fresh, "exited", 0, "right", "")).isEqualTo(200);
    get(id)
        .body("state", equalTo("succeeded"), "result.stdout", equalTo("right"))
        .body("attempts.outcome", equalTo(List.of("lost", "exited")));
  }

  @Test
  void aRenewedLeaseLivesOn() {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    await()
        .during(Duration.ofSeconds(5))
        .atMost(Duration.ofSeconds(7))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> node.renew(lease).equals("held") && state(id).equals("running"));
    assertThat(node.complete(lease, "exited", 0, "", "")).isEqualTo(200);
  }

  @Test
  void aChangedResultIsRefusedAndAuditedAndTheMissionUnaffected() {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    Map<String, Object> right = node.completion(lease, "exited", 0, "true", "");

    Map<String, Object> hash = new HashMap<>(right);
    hash.put("sha256", "0".repeat(64));
    assertThat(node.complete(hash)).isEqualTo(422);

    Map<String, Object> changed = new HashMap<>(right);
    changed.put(
        "result",
        Map.of("exitCode", 0, "stdoutBase64", "ZmFsc2U=", "stderrBase64", "", "truncated", false));
    assertThat(node.complete(changed)).isEqualTo(422);

    Map<String, Object> mac = new HashMap<>(right);
    mac.put("hmac", "0".repeat(64));
    assertThat(node.complete(mac)).isEqualTo(422);

    get(id).body("state", equalTo("running"));
    assertThat(node.complete(right)).isEqualTo(200);
    await()
        .until(
            () ->
                PublishedFacts.ofSubject(id).stream()
                        .filter("dev.missionmesh.mission.completion-refused.v1"::equals)
                        .count()
                    == 3);
  }

  @Test
  void anotherNodeCannotCompleteRenewOrLogForTheHolder() {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    assertThat(other.complete(lease, "exited", 0, "", "")).isEqualTo(409);
    assertThat(other.renew(lease)).isEqualTo("lost");
    assertThat(other.log(lease, 0, "stdout", "x")).isEqualTo("lost");
    Callers.node("fence")
        .body(Map.of("max", 1, "waitMs", 0))
        .post("/internal/v1/nodes/other/leases")
        .then()
        .statusCode(403);
    assertThat(node.complete(lease, "exited", 0, "", "")).isEqualTo(200);
  }

  @Test
  void theSequenceOfEventsHasNoHoles() {
    String id = noop();
    Map<String, Object> lease = node.lease(id);
    for (int i = 0; i < 3; i++) node.log(lease, i, "stdout", "line " + i);
    node.complete(lease, "exited", 0, "", "");
    assertThat(count("select sequence from missions where id = '" + id + "'")).isEqualTo(6);
    await().until(() -> PublishedFacts.ofSubject(id).size() == 6);
    assertThat(PublishedFacts.ofSubject(id))
        .containsExactlyInAnyOrder(
            "dev.missionmesh.mission.queued.v1",
            "dev.missionmesh.mission.started.v1",
            "dev.missionmesh.mission.finished.v1",
            "dev.missionmesh.mission.log-recorded.v1",
            "dev.missionmesh.mission.log-recorded.v1",
            "dev.missionmesh.mission.log-recorded.v1");
  }
}
