package dev.missionmesh.telemetry;

import static dev.missionmesh.telemetry.Callers.caller;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.missionmesh.auditlog.AuditVerifier;
import dev.missionmesh.auditlog.Finding;
import dev.missionmesh.auditlog.Verification;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.events.NodeEvents;
import dev.missionmesh.events.PolicyEvents;
import dev.missionmesh.events.Topics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TelemetryMesh.class)
class TelemetryServiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String READ = "audit:read";

  @TempDir Path directory;

  private final String tenant = newTenant();

  @Test
  void whatWasSentIsExportedAndVerifies() throws IOException {
    List<String> sent = sendMissions(tenant, 30);
    awaitSize(tenant, 30);

    List<String> lines = export(tenant, "");
    assertThat(lines).hasSize(30);
    assertThat(sent).allSatisfy(id -> assertThat(lines).filteredOn(l -> l.contains(id)).hasSize(1));
    assertThat(verify(lines, Optional.empty()).findings()).isEmpty();
  }

  @Test
  void attacksOnAnExportAreFoundWithThePinnedKey() throws IOException {
    sendMissions(tenant, 20);
    awaitSize(tenant, 20);
    Optional<String> baseline = Optional.of(checkpoint(tenant));
    sendMissions(tenant, 5);
    awaitSize(tenant, 25);
    List<String> honest = export(tenant, "");
    String other = newTenant();
    sendMissions(other, 25);
    awaitSize(other, 25);

    assertThat(verify(honest, baseline).ok()).isTrue();
    assertFound(Finding.Kind.CHANGED_DATA, honest, l -> l.set(9, l.get(9).replace("noop", "n0op")));
    assertFound(Finding.Kind.BROKEN_ORDER, honest, l -> l.remove(9));
    assertFound(Finding.Kind.BROKEN_ORDER, honest, l -> l.add(9, l.get(4)));
    assertFound(Finding.Kind.BROKEN_ORDER, honest, l -> Collections.swap(l, 3, 4));
    assertFound(Finding.Kind.CUT_TAIL, honest, List::removeLast);
    List<String> foreign = export(other, "");
    assertFound(Finding.Kind.FOREIGN_LINE, honest, l -> l.set(9, foreign.get(9)));
    Optional<String> otherBaseline = Optional.of(checkpoint(other));
    assertThat(verify(honest, otherBaseline).findings())
        .extracting(Finding::kind)
        .containsExactly(Finding.Kind.BAD_CHECKPOINT);
  }

  @Test
  void aRedeliveredEventIsLoggedOnce() {
    String id = UUID.randomUUID().toString();
    var record = Topic.record(Topics.USAGE, tenant, id, "t", "s", "{}".getBytes());
    Topic.send(record);
    awaitSize(tenant, 1);
    Topic.send(record);
    Topic.send(record);
    Topic.send(Topics.AUDIT, tenant, EventTypes.KEY_REVOKED, "k", List.of());
    awaitSize(tenant, 2);
    assertThat(export(tenant, "")).filteredOn(l -> l.contains(id)).hasSize(1);
  }

  @Test
  void anExportCanBeCutToACheckpoint() {
    sendMissions(tenant, 10);
    awaitSize(tenant, 10);
    assertThat(export(tenant, "?from=4&size=7"))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("{\"index\":4,");
    assertThat(export(tenant, "?from=10")).isEmpty();
    for (String bad :
        List.of("?size=11", "?from=11", "?size=-1", "?from=x", "?from=5&size=4", "?log=acme")) {
      caller(tenant, READ)
          .get("/api/v1/audit/export" + bad)
          .then()
          .statusCode(400)
          .contentType("application/problem+json")
          .body("type", endsWith("/invalid-request"), "errors", hasSize(1));
    }
  }

  @Test
  void theLogOfATenantWithoutEventsIsEmptyAndSigned() throws IOException {
    assertThat(checkpoint(tenant)).startsWith("missionmesh.dev/audit/" + tenant + "/1\n0\n");
    assertThat(export(tenant, "")).isEmpty();
    assertThat(verify(List.of(), Optional.empty()).ok()).isTrue();
  }

  @Test
  void aTenantSeesNothingOfAnothers() {
    String mission = UUID.randomUUID().toString();
    sendQueued(tenant, mission);
    awaitSize(tenant, 1);
    caller(tenant, READ)
        .get("/api/v1/audit/missions/" + mission)
        .then()
        .statusCode(200)
        .body("entries", hasSize(1))
        .body("entries[0].type", equalTo(EventTypes.MISSION_QUEUED))
        .body("entries[0].index", equalTo(0));

    String stranger = newTenant();
    caller(stranger, READ)
        .get("/api/v1/audit/missions/" + mission)
        .then()
        .body("entries", hasSize(0));
    assertThat(export(stranger, "")).isEmpty();
    assertThat(checkpoint(stranger)).contains("/" + stranger + "/1\n0\n");
    caller(stranger, READ).get("/api/v1/audit/missions/" + mission + "x").then().statusCode(404);
  }

  @Test
  void doorsStayShutWithoutTheScope() {
    for (String door : List.of("checkpoint", "export", "key", "missions/" + UUID.randomUUID())) {
      String path = "/api/v1/audit/" + door;
      given().get(path).then().statusCode(401);
      caller(tenant, "missions:read").get(path).then().statusCode(403);
      caller(tenant, READ).get(path + "?log=system").then().statusCode(403);
      caller("system", READ + " audit:system").get(path + "?log=system").then().statusCode(200);
    }
  }

  @Test
  void factsOfNoTenantGoToTheSystemLogButHeartbeatsDoNot() {
    String node = "node-" + UUID.randomUUID();
    var heartbeat = new PolicyEvents.Heartbeat("sha256:" + node, Instant.now());
    Topic.send(
        Topics.POLICY_SNAPSHOTS, "system", EventTypes.POLICY_HEARTBEAT, "heartbeat", heartbeat);
    String id =
        Topic.send(
            Topics.NODE_EVENTS,
            "system",
            EventTypes.NODE_REGISTERED,
            node,
            new NodeEvents.Registered(node, "b", 1, "oci", false, List.of("noop"), "h"));
    await().atMost(LIMIT).until(() -> String.join("\n", systemLog()).contains(id));
    assertThat(systemLog()).noneMatch(line -> line.contains("policy.heartbeat"));
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(metric("mesh_rollup_nodes{state=\"ONLINE\"}"))
                    .isGreaterThanOrEqualTo(1));
  }

  @Test
  void aBadRecordGoesToTheDeadLettersAndHoldsNobodyBack() {
    String mark = UUID.randomUUID().toString();
    byte[] data = ("{\"mark\":\"" + mark + "\"}").getBytes();
    String id = UUID.randomUUID().toString();
    Topic.send(Topic.record(Topics.NODE_EVENTS, tenant, id, "t", "n", data));
    Topic.send(Topic.record(Topics.USAGE, tenant, "no-uuid", "t", "n", data));
    Topic.send(Topic.record(Topics.USAGE, "No Tenant", id, "t", "n", data));
    sendMissions(tenant, 1);
    awaitSize(tenant, 1);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(Topic.values("mesh.node.events.dlq"))
                  .filteredOn(v -> v.contains(mark))
                  .hasSize(1);
              assertThat(Topic.values("mesh.usage.dlq"))
                  .filteredOn(v -> v.contains(mark))
                  .hasSize(2);
            });
    assertThat(export(tenant, "")).noneMatch(line -> line.contains(mark));
  }

  @Test
  void theLagIsSeenToEndAtNothing() {
    sendMissions(tenant, 500);
    awaitSize(tenant, 500);
    await().atMost(LIMIT).until(() -> metric("mesh_audit_lag ") == 0);
    assertThat(metric("mesh_audit_lag_seconds ")).isZero();
    assertThat(metric("mesh_audit_entries_total ")).isGreaterThanOrEqualTo(500);
  }

  private interface Attack {
    void on(List<String> lines);
  }

  private void assertFound(Finding.Kind kind, List<String> honest, Attack attack)
      throws IOException {
    List<String> lines = new ArrayList<>(honest);
    attack.on(lines);
    assertThat(verify(lines, Optional.empty()).findings()).extracting(Finding::kind).contains(kind);
  }

  private Verification verify(List<String> lines, Optional<String> baseline) throws IOException {
    Path export = directory.resolve("export");
    Files.writeString(export, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
    String key = text(tenant, "key");
    return AuditVerifier.verify(
        export, checkpoint(tenant), VerifierKey.parse(key), baseline, tenant);
  }

  private static List<String> sendMissions(String tenant, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) ids.add(sendQueued(tenant, UUID.randomUUID().toString()));
    return ids;
  }

  private static String sendQueued(String tenant, String mission) {
    var decision = new MissionEvents.Decision("sha256:0", "allow", "default");
    var queued =
        new MissionEvents.Queued(
            mission, null, "noop", null, 0, "key:k", "0", decision, Instant.now());
    return Topic.send(Topics.MISSION_EVENTS, tenant, EventTypes.MISSION_QUEUED, mission, queued);
  }

  private static void awaitSize(String tenant, int size) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(checkpoint(tenant).lines().skip(1).findFirst()).contains("" + size));
  }

  private static String checkpoint(String tenant) {
    return text(tenant, "checkpoint");
  }

  private static String text(String tenant, String door) {
    return caller(tenant, READ)
        .get("/api/v1/audit/" + door)
        .then()
        .statusCode(200)
        .contentType(containsString("text/plain"))
        .extract()
        .asString();
  }

  private static List<String> export(String tenant, String query) {
    String body =
        caller(tenant, READ)
            .get("/api/v1/audit/export" + query)
            .then()
            .statusCode(200)
            .contentType(containsString("application/x-ndjson"))
            .extract()
            .asString();
    assertThat(body.isEmpty() || body.endsWith("\n") && !body.endsWith("\n\n")).isTrue();
    return body.lines().toList();
  }

  private static List<String> systemLog() {
    return export("system", "").stream().toList();
  }

  private static double metric(String start) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static String newTenant() {
    return "t" + UUID.randomUUID().toString().substring(0, 13);
  }
}
