package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.StoredMissions;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.endtoend.mesh.TopicReader;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import io.restassured.http.ContentType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of anything, while missions are leased and others wait, loses nothing and doubles no record. */
@Tag("chaos")
class KillAnythingTest {
  private static final int WAVE = 130;
  private static final int AT_LEAST = 50;
  private static final RunningMesh MESH = RunningMesh.shared();

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"mission", "sandbox-runtime", "postgres", "kafka", "telemetry", "search-indexer", "policy", "gateway"})
  void nothingIsLostAndNothingDoubledWhenThisIsKilled(String component) throws Exception {
    Tenant tenant = MESH.tenant("chaos-" + component);
    StoredMissions stored = StoredMissions.of(MESH, tenant);
    Set<String> accepted = submitWave(tenant);
    Awaitility.await("50 leased and 50 queued")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> stored.count(StoredMissions.RUNNING) >= AT_LEAST && stored.count(StoredMissions.QUEUED) >= AT_LEAST);

    MESH.kill9(component);
    MESH.up();

    Awaitility.await("all of the wave are final")
        .atMost(Duration.ofSeconds(150))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> stored.count(StoredMissions.SUCCEEDED) == WAVE);
    assertThat(stored.ids()).isEqualTo(accepted);
    compareRecordTopicAndAudit(tenant, accepted);
  }

  private static Set<String> submitWave(Tenant tenant) {
    List<Map<String, ?>> missions =
        IntStream.range(0, WAVE)
            .mapToObj(i -> Map.of("executor", "command", "command", List.of("sh", "-c", "echo " + i + "; sleep 0.3"), "name", "wave-" + i))
            .<Map<String, ?>>map(m -> m)
            .toList();
    List<String> ids =
        tenant
            .api()
            .contentType(ContentType.JSON)
            .body(Map.of("missions", missions))
            .post("/api/v1/missions/batch")
            .then()
            .statusCode(200)
            .extract()
            .path("items.acceptance.id");
    assertThat(ids).hasSize(WAVE).doesNotContainNull();
    return new HashSet<>(ids);
  }

  private void compareRecordTopicAndAudit(Tenant tenant, Set<String> accepted) throws Exception {
    StoredMissions.of(MESH, tenant).awaitTold();
    Map<String, TopicReader.Seen> published = TopicReader.distinct(MESH, Topics.MISSION_EVENTS, tenant.id());
    Map<String, Map<String, Integer>> typesByMission = new HashMap<>();
    published.values().forEach(e -> typesByMission.computeIfAbsent(e.subject(), s -> new HashMap<>()).merge(e.type(), 1, Integer::sum));
    assertThat(typesByMission.keySet()).isEqualTo(accepted);
    typesByMission.forEach(
        (mission, types) -> {
          assertThat(types.get(EventTypes.MISSION_QUEUED)).as("queued events of " + mission).isEqualTo(1);
          assertThat(types.get(EventTypes.MISSION_FINISHED)).as("finished events of " + mission).isEqualTo(1);
          assertThat(types.get(EventTypes.MISSION_STARTED)).as("started events of " + mission).isPositive();
        });
    TopicReader.assertOrdered(published.values());
    Awaitility.await("all is audited").atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> auditedIds(tenant).containsAll(published.keySet()));
    List<String> audited = auditedIds(tenant);
    assertThat(audited).doesNotHaveDuplicates();
    assertThat(auditedIds(tenant, Topics.MISSION_EVENTS)).containsExactlyInAnyOrderElementsOf(published.keySet());
    Path export = directory.resolve("export");
    assertThat(MESH.cliAs(tenant, "audit", "export", "--out", export.toString()).exitCode()).isZero();
    CommandResult verified = MESH.cliAs(tenant, "audit", "verify", export.toString());
    assertThat(verified.exitCode()).as(verified.stdout() + verified.stderr()).isZero();
  }

  private static List<String> auditedIds(Tenant tenant) {
    return MESH.auditLines(tenant).stream().map(line -> line.path("eventId").asText()).toList();
  }

  private static List<String> auditedIds(Tenant tenant, String topic) {
    return MESH.auditLines(tenant).stream()
        .filter(line -> line.path("topic").asText().equals(topic))
        .map(line -> line.path("eventId").asText())
        .toList();
  }
}
