package dev.missionmesh.telemetry;

import static dev.missionmesh.telemetry.Callers.caller;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.missionmesh.auditlog.AuditVerifier;
import dev.missionmesh.auditlog.Verification;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(TelemetryMesh.class)
class ErasureTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ERASURES = "/api/v1/audit/erasures";
  private static final String ADA = "ada@example.com";

  @TempDir Path directory;

  private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 13);
  private final String mark = UUID.randomUUID().toString();

  @Test
  void onePersonsDataIsGoneAndTheLogVerifiesAgainstTheSameCheckpoint() throws Exception {
    String mission = UUID.randomUUID().toString();
    send(EventTypes.MISSION_QUEUED, mission, "{\"labels\":{\"owner\":\"" + ADA + "\"}}");
    send(EventTypes.MISSION_FINISHED, mission, "{\"stdout\":\"a poem " + mark + "\"}");
    send(EventTypes.KEY_CREATED, "k1", "{\"name\":\"ada\\u0040example.com\",\"m\":\"" + mark + "\"}");
    String other = UUID.randomUUID().toString();
    send(EventTypes.MISSION_QUEUED, other, "{\"labels\":{\"owner\":\"bob@example.com\"}}");
    send(EventTypes.MISSION_DISCARDED, other, "{\"principal\":\"" + ADA + "\"}");
    send(EventTypes.MISSION_FINISHED, other, "{\"stdout\":\"bob's, not of " + ADA + "\"}");
    awaitSize(6);
    String checkpoint = text("checkpoint");

    assertThat(erase(ADA, "key:k1")).isEqualTo(4);

    assertThat(rowsWith(mark)).isZero();
    assertThat(rowsWith("\"" + ADA + "\"")).isZero();
    List<String> lines = export(6);
    assertThat(lines).filteredOn(line -> line.contains("\"data\":null")).hasSize(4);
    assertThat(lines).filteredOn(line -> line.contains("bob")).hasSize(2);
    Verification verification = verify(lines, checkpoint);
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.erased()).isEqualTo(4);
    awaitSize(7);
    assertThat(export(7).getLast())
        .contains(EventTypes.ENTRIES_ERASED, "\"entries\":4", "\"principal\":\"key:k1\"")
        .doesNotContain(ADA);
    assertThat(erase(ADA, "key:k1")).as("once more").isZero();
  }

  @Test
  void whoErasesHimselfIsNotNamedInTheFactOfIt() {
    send(EventTypes.KEY_REVOKED, "k1", "{\"keyId\":\"x\",\"principal\":\"key:k1\"}");
    awaitSize(1);
    assertThat(erase("key:k1", "key:k1")).isEqualTo(1);
    awaitSize(2);
    assertThat(export(2).getLast()).contains("\"principal\":\"self\"").doesNotContain("key:k1");
  }

  @Test
  void goesThroughALogOfManyPages() {
    List<ProducerRecord<String, byte[]>> all = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      String who = i % 5 == 0 ? ADA : "bob@example.com";
      all.add(record(EventTypes.MISSION_DENIED, "d", "{\"name\":\"\\\\\",\"principal\":\"" + who + "\"}"));
    }
    Topic.sendAll(all);
    awaitSize(2500);
    assertThat(erase(ADA, "key:k1")).isEqualTo(500);
    assertThat(export(2500)).filteredOn(l -> l.contains("\"data\":null")).hasSize(500);
  }

  @Test
  void takesNothingFromOthersAndNothingWithoutTheScope() {
    send(EventTypes.KEY_REVOKED, "k1", "{\"principal\":\"" + ADA + "\"}");
    awaitSize(1);
    String stranger = "x" + tenant;
    Response asked = ask(stranger, "audit:erase", "{\"subject\":\"" + ADA + "\"}");
    String id = asked.then().statusCode(202).extract().path("id");
    await().atMost(LIMIT).until(() -> state(stranger, id).equals("done"));
    assertThat(export(1)).noneMatch(line -> line.contains("\"data\":null"));
    caller(tenant, "audit:erase").get(ERASURES + "/" + id).then().statusCode(404);
    caller(tenant, "audit:erase").get(ERASURES + "/x").then().statusCode(404);
    ask(tenant, "audit:read", "{\"subject\":\"" + ADA + "\"}").then().statusCode(403);
    given().get(ERASURES + "/" + id).then().statusCode(401);
  }

  @Test
  void refusesWhatIsNobody() {
    for (String bad :
        List.of("{}", "{\"subject\":\" \"}", "{\"subject\":\"a\\u0000\"}", "{\"subject\":\"" + "x".repeat(201) + "\"}")) {
      ask(tenant, "audit:erase", bad)
          .then()
          .statusCode(400)
          .body("errors[0].pointer", equalTo("/subject"));
    }
    ask(tenant, "audit:erase", "{\"subjects\":[]}").then().statusCode(400);
    ask(tenant, "audit:erase", "").then().statusCode(400);
  }

  @Test
  void theEngineCanTakeDataAwayButNeverPutOtherDataThere() throws SQLException {
    send(EventTypes.KEY_REVOKED, "k1", "{}");
    awaitSize(1);
    try (Connection engine = TestPostgres.shared().connect("telemetry_engine");
        Statement statement = engine.createStatement()) {
      statement.execute("select set_config('mesh.tenants', '" + tenant + "', false)");
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "update audit_entries set data = 'x' where tenant_id = '" + tenant + "'"))
          .hasMessageContaining("row-level security");
    }
  }

  private int erase(String subject, String by) {
    String id =
        Callers.callerAs(tenant, by, "audit:erase")
            .contentType("application/json")
            .body(Map.of("subject", subject))
            .post(ERASURES)
            .then()
            .statusCode(202)
            .header("Location", containsString(ERASURES + "/"))
            .extract()
            .path("id");
    await().atMost(LIMIT).until(() -> state(tenant, id).equals("done"));
    return caller(tenant, "audit:erase").get(ERASURES + "/" + id).path("entries");
  }

  private static String state(String tenant, String id) {
    return caller(tenant, "audit:erase").get(ERASURES + "/" + id).path("state");
  }

  private static Response ask(String tenant, String scopes, String body) {
    return caller(tenant, scopes).contentType("application/json").body(body).post(ERASURES);
  }

  private void send(String type, String subject, String data) {
    Topic.send(record(type, subject, data));
  }

  private ProducerRecord<String, byte[]> record(String type, String subject, String data) {
    String id = UUID.randomUUID().toString();
    return Topic.record(Topics.AUDIT, tenant, id, type, subject, data.getBytes());
  }

  private void awaitSize(int size) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(text("checkpoint").lines().skip(1).findFirst()).contains("" + size));
  }

  private String text(String door) {
    return caller(tenant, "audit:read").get("/api/v1/audit/" + door).asString();
  }

  private List<String> export(int size) {
    return text("export?size=" + size).lines().toList();
  }

  private Verification verify(List<String> lines, String checkpoint) throws IOException {
    Path export = directory.resolve("export");
    Files.writeString(export, String.join("\n", lines) + "\n");
    VerifierKey key = VerifierKey.parse(text("key"));
    return AuditVerifier.verify(export, checkpoint, key, Optional.of(checkpoint), tenant);
  }

  /** In how many rows of whatever table of the schema the text stands. */
  private int rowsWith(String text) throws SQLException {
    int found = 0;
    try (Connection superuser = TestPostgres.shared().connect("postgres");
        Statement statement = superuser.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select table_name from information_schema.tables where table_schema = 'telemetry'")) {
        while (rows.next()) tables.add(rows.getString(1));
      }
      assertThat(tables).contains("audit_entries", "alerts", "erasures", "outbox");
      String hex = java.util.HexFormat.of().formatHex(text.getBytes());
      for (String table : tables) {
        String sql =
            "select count(*) from telemetry.%s t where t::text like '%%%s%%' or t::text like '%%%s%%'"
                .formatted(table, text, hex);
        try (ResultSet rows = statement.executeQuery(sql)) {
          rows.next();
          found += rows.getInt(1);
        }
      }
    }
    return found;
  }
}
