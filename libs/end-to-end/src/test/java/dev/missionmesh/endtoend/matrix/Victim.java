package dev.missionmesh.endtoend.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tenant that has one of everything, and must still have it when all attacks are over. */
record Victim(
    RunningMesh mesh,
    Tenant tenant,
    String finished,
    String running,
    String once,
    List<String> deadLetters,
    List<String> keys,
    List<String> webhooks,
    String message,
    String erasure,
    String policy,
    String policyText) {
  static final String ID = "matrix-victim";
  static final String SPARE = "matrix-spare";
  static final String LEAVING = "matrix-leaving";
  static final String WORD = "chrysoberyl";
  /** Told of what no attack does, at an address where nobody listens. */
  static final String WEBHOOK =
      "{\"url\":\"http://127.0.0.1:65000/\",\"eventTypes\":[\"mission.discarded\"]}";

  static final String IDEMPOTENCY_KEY = "matrix-once";

  static Victim prepare(RunningMesh mesh) {
    Tenant tenant = mesh.tenant(ID);
    String running = tenant.command("sleep", "300");
    String finished = tenant.run("echo", WORD).id();
    List<String> dead = List.of(die(tenant), die(tenant));
    dead.forEach(id -> assertThat(tenant.await(id).state()).isEqualTo("dead_lettered"));
    String once =
        tenant
            .api()
            .header("Idempotency-Key", IDEMPOTENCY_KEY)
            .contentType(ContentType.JSON)
            .body(Map.of("executor", "noop"))
            .post("/api/v1/missions")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 2; i++) keys.add(mesh.createKey(ID, "P1D", "missions:read").id());
    String erasure = erase(tenant);
    List<String> webhooks = List.of(hook(tenant), hook(tenant));
    String message =
        tenant.api().post("/api/v1/webhooks/" + webhooks.get(0) + "/test").then().statusCode(200).extract().path("messageId");
    mesh.tenant(SPARE);
    leave(mesh);
    RequestSpecification system = system(mesh);
    String digest = system.get("/api/v1/policies").jsonPath().getString("items.find { it.active }.digest");
    String policy = system(mesh).get("/api/v1/policies/" + digest).asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> tenant.api().queryParam("q", WORD).get("/api/v1/search").<Integer>path("total") > 0);
    await().atMost(Duration.ofSeconds(30)).until(() -> tenant.mission(running).state().equals("running"));
    return new Victim(mesh, tenant, finished, running, once, dead, keys, webhooks, message, erasure, digest, policy);
  }

  private static String hook(Tenant tenant) {
    return tenant
        .api()
        .contentType(ContentType.JSON)
        .body(WEBHOOK)
        .post("/api/v1/webhooks")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String die(Tenant tenant) {
    return tenant.submit(
        Map.of("executor", "command", "command", List.of("false"), "retries", Map.of("maxAttempts", 2, "backoff", "PT0.1S")));
  }

  /** The erasure of somebody of whom nothing is known. */
  private static String erase(Tenant tenant) {
    return tenant
        .api()
        .contentType(ContentType.JSON)
        .body(Map.of("subject", "nobody@example.com"))
        .post("/api/v1/audit/erasures")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  /** A tenant that may be deleted. */
  private static void leave(RunningMesh mesh) {
    mesh.tenant(LEAVING);
    system(mesh).post("/api/v1/tenants/" + LEAVING + "/suspend").then().statusCode(200);
    system(mesh)
        .body(Map.of("sha256", "ab".repeat(32)))
        .post("/api/v1/tenants/" + LEAVING + "/exports")
        .then()
        .statusCode(201);
  }

  static RequestSpecification system(RunningMesh mesh) {
    return RestAssured.given()
        .baseUri(mesh.gateway())
        .header("Authorization", "Bearer " + mesh.systemKey())
        .contentType(ContentType.JSON);
  }

  /** What must not stand in an answer to anybody else. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>(List.of(ID, WORD, finished, running, once));
    secrets.addAll(deadLetters);
    secrets.addAll(keys);
    secrets.addAll(webhooks);
    secrets.add(message);
    secrets.add(erasure);
    return secrets;
  }

  /**
   * All of the victim's rows, as one hash a table. Left out is what every use of a key moves: the
   * time of its last use, and events that are still to be published.
   */
  Map<String, String> rows() throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    for (String table : mesh.files().tenantTables()) {
      if (table.endsWith(".outbox")) continue;
      String row = "(to_jsonb(t) - 'last_used_at' - 'lease_expires_at')::text";
      rows.put(
          table,
          mesh.files()
              .strings(
                  "select count(*) || ' ' || coalesce(md5(string_agg(%s, '|' order by %1$s)), '') from %s t where tenant_id = '%s'"
                      .formatted(row, table, ID))
              .getFirst());
    }
    return rows;
  }
}
