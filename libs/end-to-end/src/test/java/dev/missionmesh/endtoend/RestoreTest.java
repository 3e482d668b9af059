package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.Load;
import dev.missionmesh.endtoend.mesh.MissionView;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mesh is backed up under load, lost with all it had, and brought back as it was at one moment in between. */
class RestoreTest {
  private static final String PARTS = "gateway,mission,policy,sandbox-runtime,telemetry";
  private static final String RESTORED = "dev.missionmesh.telemetry.log-restored.v1";

  @TempDir static Path elsewhere;
  private static RunningMesh mesh;

  @BeforeAll
  static void start() {
    mesh = RunningMesh.ofParts(PARTS);
  }

  @AfterAll
  static void stop() {
    mesh.close();
  }

  @Test
  void aLostMeshComesBackAsItWasAtAMomentAndGoesOn() throws Exception {
    Tenant tenant = mesh.tenant("kept");
    MissionView old = tenant.run("echo", "old");
    backUpUnderLoad(tenant);
    MissionView before = tenant.run("echo", "before");
    mesh.awaitAudited(tenant, entriesOf(tenant, before.id(), 3));
    Instant moment = Instant.now();
    MissionView after = tenant.run("echo", "after");
    Map<String, String> auditor = Map.of("MESH_URL", mesh.gateway(), "MESH_API_KEY", tenant.key(), "XDG_CONFIG_HOME", elsewhere.resolve("auditor").toString());
    assertThat(mesh.cliWith(auditor, "audit", "export", "--out", elsewhere.resolve("first").toString()).exitCode()).isZero();
    assertRefusedWhileItRuns();

    mesh.close();
    mesh.destroyData();
    JsonNode restored = restore("--at", moment.toString());
    mesh.up("--only", PARTS);

    assertThat(List.of(tenant.mission(old.id()).stdout(), tenant.mission(before.id()).stdout())).containsExactly("old\n", "before\n");
    assertThat(tenant.api().get("/api/v1/missions/" + after.id()).statusCode()).isEqualTo(404);
    MissionView fresh = tenant.run("echo", "new");
    assertThat(fresh.stdout()).isEqualTo("new\n");
    mesh.awaitAudited(tenant, entriesOf(tenant, fresh.id(), 3));
    assertTheLogVerifiesAndTellsOfTheRestore(tenant, restored, before, after);
    CommandResult alarm = mesh.cliWith(auditor, "audit", "export", "--out", elsewhere.resolve("second").toString());
    assertThat(alarm.exitCode()).as(alarm.stderr()).isEqualTo(1);
    assertThat(alarm.stderr()).contains("epoch " + restored.path("auditEpoch").asInt(), "epoch 1 was pinned");

    assertThatDataThereAreMovedAside();
  }

  private static void backUpUnderLoad(Tenant tenant) {
    try (Load load = Load.of(tenant, 100)) {
      CommandResult backup = mesh.cli("backup", "--to", folder(), "-o", "json");
      assertThat(backup.exitCode()).as(backup.stderr()).isZero();
      assertThat(load.answered()).isPositive();
      assertThat(load.failures()).isEmpty();
    }
    assertThat(mesh.cli("backup", "list", "-o", "name").stdout().lines()).hasSize(1);
  }

  /** A mission's events are the last of a tenant that does nothing else: this many entries there are when they are all in. */
  private static int entriesOf(Tenant tenant, String mission, int events) {
    Awaitility.await("audit of " + mission)
        .atMost(Duration.ofSeconds(60))
        .until(() -> mesh.auditLines(tenant).stream().filter(line -> line.path("subject").asText().equals(mission)).count() >= events);
    return mesh.auditLines(tenant).size();
  }

  private static void assertRefusedWhileItRuns() {
    CommandResult refused = mesh.cli("restore", "--from", folder(), "--replace");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.stderr()).contains("runs", "mesh down");
  }

  private static JsonNode restore(String... options) {
    var words = new ArrayList<>(List.of("restore", "--from", folder(), "-o", "json"));
    words.addAll(List.of(options));
    CommandResult restore = mesh.cli(words.toArray(String[]::new));
    assertThat(restore.exitCode()).as(restore.stderr()).isZero();
    return restore.json();
  }

  private static void assertTheLogVerifiesAndTellsOfTheRestore(Tenant tenant, JsonNode restored, MissionView before, MissionView after) {
    Path export = elsewhere.resolve("third");
    assertThat(mesh.cliAs(tenant, "audit", "export", "--out", export.toString()).exitCode()).isZero();
    CommandResult verify = mesh.cliAs(tenant, "audit", "verify", export.toString());
    assertThat(verify.exitCode()).as(verify.stdout() + verify.stderr()).isZero();

    List<JsonNode> lines = mesh.auditLines(tenant);
    assertThat(lines).extracting(line -> line.path("eventId").asText()).doesNotHaveDuplicates();
    assertThat(lines).filteredOn(line -> line.path("subject").asText().equals(before.id())).hasSize(3);
    assertThat(lines).filteredOn(line -> line.path("subject").asText().equals(after.id())).isEmpty();
    assertThat(lines)
        .filteredOn(line -> line.path("type").asText().equals(RESTORED))
        .singleElement()
        .satisfies(line -> assertThat(line.path("data").path("epoch").asInt()).isEqualTo(restored.path("auditEpoch").asInt()));
  }

  private static void assertThatDataThereAreMovedAside() throws Exception {
    assertThat(mesh.cli("audit", "export", "--out", elsewhere.resolve("own").toString()).exitCode()).isZero();
    mesh.close();
    CommandResult refused = mesh.cli("restore", "--from", folder());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.stderr()).contains("--replace");

    JsonNode again = restore("--replace");

    assertThat(Path.of(again.path("movedAside").asText()).resolve("postgres/18/PG_VERSION")).exists();
    assertThat(Files.exists(mesh.data().resolve("cli/pins/default@" + again.path("auditEpoch").asInt() + ".key"))).isTrue();
  }

  private static String folder() {
    return elsewhere.resolve("backups").toString();
  }
}
