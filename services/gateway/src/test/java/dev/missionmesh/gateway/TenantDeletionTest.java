package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents.TenantChanged;
import dev.missionmesh.gateway.application.TenantDeletion;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class TenantDeletionTest extends AtTheDoor {
  private static final String EXPORT = "{\"sha256\":\"" + "ab".repeat(32) + "\"}";

  @Inject SentFacts facts;
  @Inject TenantDeletion deletion;

  @Test
  void deletesOnlyWhatIsSuspendedAndWasExportedSince() {
    found("weyland");
    delete("weyland").statusCode(409).body("detail", containsString("/weyland/suspend"));
    export("weyland").statusCode(201).body("tenant", equalTo("weyland"));
    post("system", TENANTS + "/weyland/suspend", "{}").statusCode(200);
    delete("weyland").statusCode(409).body("detail", containsString("mesh tenant export weyland"));
    as("system").get(TENANTS + "/weyland/deletion").then().statusCode(404);

    export("weyland").statusCode(201);
    post("system", TENANTS + "/weyland/resume", "{}").statusCode(200);
    post("system", TENANTS + "/weyland/suspend", "{}").statusCode(200);
    delete("weyland").statusCode(409);
    await().untilAsserted(() -> assertThat(facts.of(EventTypes.TENANT_EXPORTED, "weyland")).hasSize(2));
  }

  @Test
  void leavesAGraveOnceEveryServiceHasTold() throws SQLException {
    String key = found("yutani");
    post("system", TENANTS + "/yutani/suspend", "{}").statusCode(200);
    export("yutani").statusCode(201);

    delete("yutani")
        .statusCode(202)
        .body("state", equalTo("deleting"), "services.name", equalTo(List.of("mission", "policy", "telemetry")))
        .body("services.purged", everyItem(equalTo(false)));
    await().untilAsserted(() -> withKey(key).get(MISSIONS).then().statusCode(401));
    assertThat(rows("api_keys", "yutani")).isZero();
    post("system", TENANTS + "/yutani/resume", "{}").statusCode(409);
    post("system", TENANTS + "/yutani/suspend", "{}").statusCode(409);
    post("system", KEYS, "{\"name\":\"a\",\"tenant\":\"yutani\",\"scopes\":[\"missions:read\"]}").statusCode(404);
    export("yutani").statusCode(404);

    tell("mission", 7);
    tell("mission", 9);
    tell("policy", 0);
    as("system")
        .get(TENANTS + "/yutani/deletion")
        .then()
        .body("state", equalTo("deleting"), "services.rows", equalTo(java.util.Arrays.asList(7, 0, null)));
    tell("telemetry", 3);

    await()
        .untilAsserted(
            () -> as("system").get(TENANTS + "/yutani/deletion").then().body("state", equalTo("deleted")));
    delete("yutani").statusCode(202).body("state", equalTo("deleted"));
    post("system", TENANTS, "{\"id\":\"yutani\"}").statusCode(409);
    as("system").get(TENANTS).then().body("items.id", not(hasItem("yutani")));
    assertThat(rows("tenant_exports", "yutani") + rows("tenant_purges", "yutani")).isZero();
    await()
        .untilAsserted(
            () ->
                assertThat(facts.of(EventTypes.TENANT_CHANGED, "yutani"))
                    .extracting(f -> EventJson.read(f.data(), TenantChanged.class).state())
                    .containsExactly("active", "suspended", "deleting", "deleted"));
  }

  @Test
  void deletesNeitherItselfNorAStranger() {
    delete("system").statusCode(409);
    delete("nobody").statusCode(404);
    delete("NO_ID").statusCode(404);
    export("nobody").statusCode(404);
    as("acme").delete(TENANTS + "/globex").then().statusCode(403);
    as("acme").get(TENANTS + "/acme/deletion").then().statusCode(403);
    post("acme", TENANTS + "/acme/exports", EXPORT).statusCode(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|/sha256",
        "{\"sha256\":\"XY\"}|/sha256",
        "{\"sha256\":\"%1$s\",\"auditSize\":-1,\"auditRoot\":\"%1$s\"}|/auditSize",
        "{\"sha256\":\"%1$s\",\"auditSize\":1}|/auditRoot",
        "{\"sha256\":\"%1$s\",\"auditSize\":1,\"auditRoot\":\"x\"}|/auditRoot"
      })
  void namesWhatIsWrongWithAnExport(String body, String pointer) {
    post("system", TENANTS + "/acme/exports", body.formatted("ab".repeat(32)))
        .statusCode(400)
        .body("errors.pointer", hasItem(pointer));
  }

  private String found(String tenant) {
    post("system", TENANTS, "{\"id\":\"" + tenant + "\"}").statusCode(201);
    String key =
        post("system", KEYS, "{\"name\":\"a\",\"tenant\":\"" + tenant + "\",\"scopes\":[\"missions:read\"]}")
            .statusCode(201)
            .extract()
            .path("key");
    withKey(key).get(MISSIONS).then().statusCode(200);
    return key;
  }

  private static ValidatableResponse delete(String tenant) {
    return as("system").delete(TENANTS + "/" + tenant).then();
  }

  private static ValidatableResponse export(String tenant) {
    return post("system", TENANTS + "/" + tenant + "/exports", EXPORT);
  }

  private void tell(String service, long rows) {
    deletion.told(new TenantId("yutani"), service, rows).await().indefinitely();
  }

  private static long rows(String table, String tenant) throws SQLException {
    try (Connection c =
            DriverManager.getConnection(setting("test.jdbc.url"), "postgres", setting("test.jdbc.password"));
        ResultSet rows =
            c.createStatement()
                .executeQuery("select count(*) from gateway." + table + " where tenant_id = '" + tenant + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
