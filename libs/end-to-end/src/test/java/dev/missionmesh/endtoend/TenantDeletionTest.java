package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tenant is suspended, exported and deleted; a service dies in the middle; a grave and a log without data are all that is left. */
@Tag("chaos")
class TenantDeletionTest {
  private static final String ID = "leaving";
  private static final String WORD = "zirconium";

  /** The grave, the door that stays shut, and the log, whose data is looked at below. */
  private static final Set<String> STAY =
      Set.of("gateway.tenants", "mission.tenant_doors", "telemetry.audit_heads", "telemetry.audit_entries");

  private final RunningMesh mesh = RunningMesh.shared();
  @TempDir private Path folder;
  private Tenant tenant;
  private String finished;
  private String running;

  @BeforeEach
  void aTenantWithOneOfEach() {
    tenant = mesh.tenant(ID);
    finished = tenant.run("echo", WORD).id();
    String dead =
        tenant.submit(
            Map.of(
                "executor", "command", "command", List.of("false"), "retries", Map.of("maxAttempts", 2, "backoff", "PT0.1S")));
    assertThat(tenant.await(dead).state()).isEqualTo("dead_lettered");
    tenant.api().header("Idempotency-Key", "once").contentType(ContentType.JSON).body(Map.of("executor", "noop")).post("/api/v1/missions");
    running = tenant.command("sleep", "120");
    await().atMost(Duration.ofSeconds(30)).until(() -> tenant.mission(running).state().equals("running"));
    await().atMost(Duration.ofSeconds(30)).until(() -> found(WORD) > 0);
    mesh.awaitAudited(tenant, 8);
  }

  @Test
  void nothingIsLeftButTheGraveAndALogThatVerifies() throws Exception {
    assertThat(delete().stderr()).contains("suspend");
    assertThat(mesh.cli("tenant", "suspend", ID).exitCode()).isZero();
    assertThat(delete().stderr()).contains("mesh tenant export");
    verify(export());

    mesh.kill9("mission");
    asSystem().delete("/api/v1/tenants/" + ID).then().statusCode(202);
    tenant.api().get("/api/v1/capabilities").then().statusCode(org.hamcrest.Matchers.oneOf(401, 403));
    mesh.kill9("search-indexer");
    mesh.up();
    CommandResult deleted = delete();
    assertThat(deleted.exitCode()).as(deleted.stderr()).isZero();
    assertThat(deleted.json().path("state").asText()).isEqualTo("deleted");

    assertThat(tenant.api().get("/api/v1/missions").statusCode()).isEqualTo(401);
    asSystem().body(Map.of("id", ID)).post("/api/v1/tenants").then().statusCode(409);
    assertThat(mesh.cli("tenant", "resume", ID).exitCode()).isNotZero();
    assertThat(mesh.cli("tenant", "list", "-o", "name").stdout().lines()).doesNotContain(ID);
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).untilAsserted(this::assertNothingLeft);
    assertThat(found(WORD)).isZero();
    logStillVerifies();
  }

  private CommandResult delete() {
    return mesh.cli("tenant", "delete", ID, "--yes", "-o", "json");
  }

  /** The archive, unpacked. */
  private Path export() throws IOException {
    Path archive = folder.resolve("leaving.zip");
    CommandResult exported = mesh.cli("tenant", "export", ID, "--out", archive.toString(), "-o", "json");
    assertThat(exported.exitCode()).as(exported.stderr()).isZero();
    assertThat(exported.json().path("missions").asInt()).isEqualTo(4);
    Path unpacked = Files.createDirectories(folder.resolve("unpacked/audit")).getParent();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream content = zip.getInputStream(entry)) {
          Files.write(unpacked.resolve(entry.getName()), content.readAllBytes());
        }
      }
    }
    return unpacked;
  }

  private void verify(Path unpacked) throws IOException {
    assertThat(text(unpacked, "missions.jsonl")).contains(finished, running, WORD);
    assertThat(text(unpacked, "keys.json")).contains("tests").doesNotContain("sha256").doesNotContain(tenant.key());
    assertThat(text(unpacked, "tenant.json")).contains("suspended");
    assertThat(text(unpacked, "settings.json")).startsWith("{");
    CommandResult verified = mesh.cli("audit", "verify", unpacked.resolve("audit").toString(), "--key", unpacked.resolve("audit/key.txt").toString());
    assertThat(verified.exitCode()).as(verified.stdout() + verified.stderr()).isZero();
  }

  private void assertNothingLeft() throws SQLException {
    for (String table : mesh.files().tenantTables()) {
      if (!STAY.contains(table)) {
        assertThat(mesh.files().count("select count(*) from " + table + " where tenant_id = '" + ID + "'")).as(table).isZero();
      }
    }
    assertThat(mesh.files().count("select count(*) from telemetry.audit_entries where tenant_id = '" + ID + "' and (data is not null or salt is not null)")).isZero();
    assertThat(mesh.files().strings("select display_name || ' ' || state || ' ' || settings from gateway.tenants where tenant_id = '" + ID + "'"))
        .containsExactly(ID + " deleted {}");
  }

  private void logStillVerifies() throws IOException {
    Path log = folder.resolve("log");
    CommandResult exported = mesh.cli("audit", "export", "--log", ID, "--out", log.toString());
    assertThat(exported.exitCode()).as(exported.stderr()).isZero();
    CommandResult verified = mesh.cli("audit", "verify", log.toString());
    assertThat(verified.exitCode()).as(verified.stdout() + verified.stderr()).isZero();
    assertThat(text(log, "audit.jsonl")).doesNotContain(WORD);
    assertThat(text(log, "audit.jsonl").lines())
        .as("the running mission was cancelled, and that is on record")
        .anyMatch(line -> line.contains("mission.finished") && line.contains(running));
  }

  private static String text(Path folder, String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  /** Hits for a word, asked of the index itself: the door no longer lets anybody in who might ask. */
  private int found(String word) {
    JsonNode answer =
        new CommandResult(
                0,
                mesh.files().inside("search-indexer", ID, "search:read").queryParam("q", word).get("/api/v1/search").asString(),
                "")
            .json();
    assertThat(answer.has("total")).as(answer.toString()).isTrue();
    return answer.path("total").asInt();
  }

  private io.restassured.specification.RequestSpecification asSystem() {
    return io.restassured.RestAssured.given()
        .baseUri(mesh.gateway())
        .header("Authorization", "Bearer " + mesh.systemKey())
        .contentType(ContentType.JSON);
  }
}
