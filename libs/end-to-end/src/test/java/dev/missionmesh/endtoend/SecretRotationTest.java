package dev.missionmesh.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.endtoend.mesh.CommandResult;
import dev.missionmesh.endtoend.mesh.Load;
import dev.missionmesh.endtoend.mesh.RunningMesh;
import dev.missionmesh.endtoend.mesh.Tenant;
import dev.missionmesh.testsupport.TestIssuer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

/** The passwords and keys inside the mesh are replaced twice while it is used, and nobody notices. */
class SecretRotationTest {
  private static final int PER_SECOND = 160;
  private static final int WARM = 800;
  private static final int MORE = 400;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String LOGINS = "usename ~ '_(api|engine)(_b)?$'";

  private final RunningMesh mesh = RunningMesh.shared();
  private final Tenant tenant = mesh.tenant("secrets");

  @Test
  void noRequestFailsWhileAllSecretsAreReplacedTwice() throws Exception {
    Map<String, String> postgres = mesh.files().passwords("postgres");
    Map<String, String> kafka = mesh.files().passwords("kafka");
    TestIssuer old = gateway();
    assertThat(atMission(old)).isEqualTo(200);
    tenant.await(tenant.submit(Map.of("executor", "noop")));

    try (Load load = Load.of(tenant, PER_SECOND)) {
      awaitAnswers(load, WARM);
      int before = load.answered();
      rotate();
      assertSecondLoginsAreTheFirst();
      rotate();
      assertThat(load.answered() - before).as("requests during the rotations").isGreaterThan(MORE);
      awaitAnswers(load, MORE);
      load.close();
      assertThat(load.failures()).isEmpty();
    }
    assertOldOnesAreRefused(postgres, kafka, old);

    // What is new holds for connections yet to be made, also of a process yet to be started.
    endSessions();
    mesh.kill9("mission");
    mesh.kill9("kafka");
    mesh.up();
    try (Load load = Load.of(tenant, PER_SECOND)) {
      awaitAnswers(load, MORE);
      load.close();
      assertThat(load.failures()).isEmpty();
    }
    awaitEverythingPublished();
    await().atMost(Duration.ofSeconds(60)).untilAsserted(this::assertOnRecord);
    mesh.assertAllServicesReady();
  }

  private static void awaitAnswers(Load load, int more) {
    int seen = load.answered();
    await().atMost(LIMIT).until(() -> load.answered() - seen > more);
  }

  private void rotate() {
    CommandResult rotated = mesh.cli("secrets", "rotate", "--overlap", "6s", "-o", "json");
    assertThat(rotated.exitCode()).as(rotated.stderr()).isZero();
    Map<String, Integer> kinds = new TreeMap<>();
    for (JsonNode item : rotated.json().path("items")) {
      kinds.merge(item.path("name").asText().replaceFirst("/.*", ""), 1, Integer::sum);
    }
    assertThat(kinds).containsExactly(Map.entry("kafka", 6), Map.entry("postgres", 15), Map.entry("signing", 6));
  }

  private void assertSecondLoginsAreTheFirst() throws SQLException {
    try (Connection connection = mesh.files().connect("mission_api");
        ResultSet who =
            connection
                .createStatement()
                .executeQuery("select session_user, current_user, current_setting('search_path'), (select count(*) from missions)")) {
      who.next();
      assertThat(List.of(who.getString(1), who.getString(2), who.getString(3), who.getString(4)))
          .containsExactly("mission_api_b", "mission_api", "mission", "0");
    }
  }

  /** Whoever has the key that signs the gateway's tokens now. */
  private TestIssuer gateway() {
    return new TestIssuer("gateway", mesh.files().secretFile("gateway.jwk.json"));
  }

  private int atMission(TestIssuer issuer) {
    return given()
        .baseUri("http://127.0.0.1:" + mesh.files().port("mission"))
        .header("Authorization", "Bearer " + issuer.token("mission", tenant.id(), "key:test", "missions:read"))
        .get("/api/v1/missions?limit=1")
        .statusCode();
  }

  private void assertOldOnesAreRefused(Map<String, String> postgres, Map<String, String> kafka, TestIssuer old) {
    await().atMost(Duration.ofSeconds(15)).until(() -> atMission(old) == 401);
    assertThat(atMission(gateway())).isEqualTo(200);
    Map<String, String> now = mesh.files().passwords("postgres");
    assertThat(now.keySet()).isEqualTo(postgres.keySet());
    postgres.keySet().stream()
        .filter(login -> !login.equals("postgres"))
        .forEach(
            login -> {
              assertThatThrownBy(() -> mesh.files().connect(login, postgres.get(login)).close())
                  .as(login)
                  .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
              assertThatThrownBy(() -> mesh.files().connect(login + "_b", now.get(login)).close()).isInstanceOf(SQLException.class);
            });
    assertThatThrownBy(() -> kafkaUser("mission", kafka.get("mission")))
        .hasRootCauseInstanceOf(SaslAuthenticationException.class);
  }

  private void kafkaUser(String user, String password) throws ExecutionException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(mesh.kafkaProperties());
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";".formatted(user, password));
    try (Admin admin = Admin.create(settings)) {
      admin.describeCluster().nodes().get();
    }
  }

  /** Ends what was connected before or during the rotations; relays and pools connect anew. */
  private void endSessions() throws SQLException {
    List<String> ended = mesh.files().strings("select pg_terminate_backend(pid)::text from pg_stat_activity where " + LOGINS);
    assertThat(ended).isNotEmpty().containsOnly("true");
  }

  /** Kafka's new users do their work too. */
  private void awaitEverythingPublished() {
    String outbox = "select count(*) from mission.outbox where tenant_id = '" + tenant.id() + "'";
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> mesh.files().count(outbox) == 0);
  }

  private void assertOnRecord() {
    String log =
        given()
            .header("Authorization", "Bearer " + mesh.systemKey())
            .get(mesh.gateway() + "/api/v1/audit/export?log=system")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    String kid = mesh.files().secretFile("gateway.jwk.json").replaceFirst("(?s).*\"kid\":\"([^\"]+)\".*", "$1");
    assertThat(log.lines().filter(line -> line.contains("dev.missionmesh.tenancy.secret-rotated.v1")))
        .anyMatch(line -> line.contains("signing/gateway") && line.contains(kid))
        .anyMatch(line -> line.contains("postgres/mission_engine"))
        .anyMatch(line -> line.contains("kafka/search-indexer"));
  }
}
