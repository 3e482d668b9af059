package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whatever works for the owner of a thing must not work for another tenant, through any door. */
class TenantIsolationTest {
  private static final String WORD = "xylophone";

  private static Tenant owner;
  private static Tenant stranger;
  private static String finished;
  private static String deadLetter;
  private static String keyId;

  @BeforeAll
  static void anOwnerWithOneOfEach() {
    owner = RunningMesh.shared().tenant("owner");
    stranger = RunningMesh.shared().tenant("stranger");
    finished = owner.run("echo", WORD).id();
    deadLetter =
        owner.submit(
            Map.of(
                "executor",
                "command",
                "command",
                List.of("false"),
                "retries",
                Map.of("maxAttempts", 2, "backoff", "PT0.1S")));
    assertThat(owner.await(deadLetter).state()).isEqualTo("dead_lettered");
    keyId =
        owner
            .api()
            .contentType(ContentType.JSON)
            .body(Map.of("name", "spare", "scopes", List.of("missions:read")))
            .post("/api/v1/keys")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Awaitility.await("the mission is indexed and audited")
        .atMost(Duration.ofSeconds(30))
        .until(() -> total(owner) > 0 && audited(owner, finished) > 0);
  }

  private static int total(Tenant tenant) {
    return tenant.api().queryParam("q", WORD).get("/api/v1/search").then().statusCode(200).extract().path("total");
  }

  private static int audited(Tenant tenant, String id) {
    List<?> entries = tenant.api().get("/api/v1/audit/missions/" + id).path("entries");
    return entries == null ? 0 : entries.size();
  }

  private record Operation(String name, BiFunction<Tenant, String, Response> call) {}

  /** Each is tried for the owner, who must succeed, and for the stranger, who must be told that there is nothing. */
  @TestFactory
  Stream<DynamicTest> aStrangerIsToldThatThereIsNothing() {
    List<Operation> reads =
        List.of(
            new Operation("get", (t, id) -> t.api().get("/api/v1/missions/" + id)),
            new Operation("why", (t, id) -> t.api().get("/api/v1/missions/" + id + "/why")),
            new Operation("result", (t, id) -> t.api().get("/api/v1/missions/" + id + "/result")),
            new Operation("logs", (t, id) -> t.api().get("/api/v1/missions/" + id + "/logs")),
            new Operation("events", (t, id) -> t.api().get("/api/v1/missions/" + id + "/events")));
    return reads.stream()
        .map(
            operation ->
                DynamicTest.dynamicTest(
                    operation.name(),
                    () -> {
                      assertThat(operation.call().apply(owner, finished).statusCode()).isEqualTo(200);
                      Response refused = operation.call().apply(stranger, finished);
                      assertThat(refused.statusCode()).isEqualTo(404);
                      assertThat(refused.body().asString()).doesNotContain(WORD);
                    }));
  }

  @Test
  void aStrangerCannotCancel() {
    String running = owner.command("sleep", "30");
    stranger.api().post("/api/v1/missions/" + running + "/cancel").then().statusCode(404);
    assertThat(owner.mission(running).isFinal()).isFalse();
    owner.api().post("/api/v1/missions/" + running + "/cancel").then().statusCode(202);
    assertThat(owner.await(running).state()).isEqualTo("cancelled");
  }

  @Test
  void aStrangerListsAndSearchesNothing() {
    assertThat(stranger.api().get("/api/v1/missions").<List<String>>path("items.id")).doesNotContain(finished);
    assertThat(owner.api().get("/api/v1/missions").<List<String>>path("items.id")).contains(finished);
    assertThat(total(stranger)).isZero();
    for (String escape : List.of("tenant:owner", "xylophone OR tenant:owner", "*:*", "tenantId:owner " + WORD)) {
      Response answer = stranger.api().queryParam("q", escape).get("/api/v1/search");
      assertThat(answer.body().asString()).doesNotContain(finished);
      assertThat(answer.statusCode()).isLessThan(500);
    }
    assertThat(stranger.api().get("/api/v1/search/documents").body().asString()).doesNotContain(finished);
    assertThat(owner.api().get("/api/v1/search/documents").body().asString()).contains(finished);
  }

  @Test
  void aCursorOfTheOwnerShowsTheStrangerNothing() {
    owner.run("true");
    String cursor = owner.api().queryParam("limit", 1).get("/api/v1/missions").path("nextCursor");
    assertThat(cursor).isNotBlank();
    Response answer = stranger.api().queryParam("cursor", cursor).get("/api/v1/missions");
    assertThat(answer.body().asString()).doesNotContain(finished).doesNotContain(deadLetter);
  }

  @Test
  void deadLettersBelongToTheirOwner() {
    stranger.api().get("/api/v1/dead-letters/" + deadLetter).then().statusCode(404);
    stranger.api().post("/api/v1/dead-letters/" + deadLetter + "/replay").then().statusCode(404);
    stranger.api().delete("/api/v1/dead-letters/" + deadLetter).then().statusCode(404);
    assertThat(stranger.api().get("/api/v1/dead-letters").body().asString()).doesNotContain(deadLetter);
    owner.api().get("/api/v1/dead-letters/" + deadLetter).then().statusCode(200);
  }

  @Test
  void theAuditLogIsTheTenantsOwn() {
    assertThat(audited(owner, finished)).isGreaterThanOrEqualTo(3);
    assertThat(audited(stranger, finished)).isZero();
    assertThat(stranger.api().get("/api/v1/audit/export").body().asString()).doesNotContain(finished);
    assertThat(owner.api().get("/api/v1/audit/export").body().asString()).contains(finished);
    stranger.api().queryParam("log", "system").get("/api/v1/audit/export").then().statusCode(403);
    stranger.api().queryParam("log", "owner").get("/api/v1/audit/export").then().statusCode(400);
  }

  @Test
  void keysBelongToTheirTenant() {
    assertThat(stranger.api().get("/api/v1/keys").body().asString()).doesNotContain(keyId);
    stranger.api().delete("/api/v1/keys/" + keyId).then().statusCode(404);
    owner.api().delete("/api/v1/keys/" + keyId).then().statusCode(204);
    stranger
        .api()
        .contentType(ContentType.JSON)
        .body(Map.of("name", "x", "scopes", List.of("missions:read"), "tenant", "owner"))
        .post("/api/v1/keys")
        .then()
        .statusCode(403);
    stranger
        .api()
        .contentType(ContentType.JSON)
        .body(Map.of("name", "x", "scopes", List.of("tenants:admin")))
        .post("/api/v1/keys")
        .then()
        .statusCode(400);
    String keeper = RunningMesh.shared().createKey("stranger", "P1D", "keys:admin").key();
    new Tenant("stranger", keeper, stranger.gateway())
        .api()
        .contentType(ContentType.JSON)
        .body(Map.of("name", "x", "scopes", List.of("missions:write")))
        .post("/api/v1/keys")
        .then()
        .statusCode(403);
    stranger.api().get("/api/v1/tenants").then().statusCode(403);
  }

  @Test
  void everyServicesLoginSeesNoRowOfAnotherTenant() throws SQLException {
    for (String schema : List.of("gateway", "mission", "policy", "telemetry", "search")) {
      try (Connection connection = RunningMesh.shared().files().connect(schema + "_api")) {
        connection.setAutoCommit(false);
        for (String table : readableTenantTables(connection, schema)) {
          try (Statement statement = connection.createStatement()) {
            assertThat(count(statement, "select count(*) from " + table)).as(table + " without a tenant").isZero();
            statement.execute("select set_config('mesh.tenant', 'stranger', true)");
            assertThat(count(statement, "select count(*) from " + table + " where tenant_id <> 'stranger'"))
                .as(table + " as another tenant")
                .isZero();
          }
          connection.rollback();
        }
      }
    }
  }

  private static List<String> readableTenantTables(Connection connection, String schema) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                where c.relnamespace = '%s'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
                  and has_table_privilege(c.oid, 'select')"""
                    .formatted(schema))) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    assertThat(tables).as(schema).isNotEmpty();
    return tables;
  }

  private static long count(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void everyTenantTableForcesRowLevelSecurityWithTheTenantFirst() throws SQLException {
    try (Connection connection = RunningMesh.shared().files().connect("postgres");
        Statement statement = connection.createStatement()) {
      assertThat(
              strings(
                  statement,
                  """
                  select c.oid::regclass::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                  where c.relnamespace::regnamespace::text in ('gateway','mission','policy','telemetry','search')
                    and c.relkind in ('r', 'p') and not c.relispartition and not (c.relrowsecurity and c.relforcerowsecurity)"""))
          .as("tables without forced row-level security")
          .isEmpty();
      assertThat(
              strings(
                  statement,
                  """
                  select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
                  where c.relnamespace::regnamespace::text in ('gateway','mission','policy','telemetry','search')
                    and i.indisunique and i.indkey[0] <> a.attnum and c.relname <> 'outbox'"""))
          .as("unique keys that do not begin with the tenant")
          .isEmpty();
      assertThat(
              strings(
                  statement,
                  """
                  select c.oid::regclass || ' to ' || r.rolname from pg_class c cross join pg_roles r
                  where c.relispartition and c.relnamespace::regnamespace::text in ('mission','telemetry')
                    and r.rolname ~ '_(api|engine)$' and has_table_privilege(r.oid, c.oid, 'select')"""))
          .as("granted partitions")
          .isEmpty();
    }
  }

  private static List<String> strings(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
