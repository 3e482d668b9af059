package dev.missionmesh.searchindexer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.missionmesh.searchindexer.application.MissionIndex;
import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.testsupport.TestPostgres;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The running service with a real PostgreSQL and a mission that serves one page of export. */
@QuarkusTest
@QuarkusTestResource(ServiceResources.class)
class ServiceTest {
  @Inject MissionIndex index;

  @BeforeEach
  void fill() {
    index
        .apply(
            List.of(
                Facts.queued("acme", Facts.id(1), "report", "team", "blue"),
                Facts.finished("acme", Facts.id(1), 3, "succeeded", "42\n"),
                Facts.log("acme", Facts.id(1), 0, "<42>\n"),
                Facts.queued("rival", Facts.id(9), "report")),
            Positions.NONE)
        .await()
        .indefinitely();
    await()
        .until(() -> get("acme", "search:read", "?q=42").extract().<Integer>path("total") == 2);
  }

  @Test
  void answersAsTheContractSays() {
    get("acme", "search:read", "?q=42&state=succeeded&label=team=blue&name=report")
        .statusCode(200)
        .body("total", equalTo(2))
        .body("items.missionId", containsInAnyOrder(Facts.id(1), Facts.id(1)))
        .body("items.kind", containsInAnyOrder("mission", "log"))
        .body("items[0].state", equalTo("succeeded"))
        .body("items.highlights.flatten()", containsInAnyOrder("<em>42</em>", "&lt;<em>42</em>&gt;"))
        .body("nextCursor", nullValue());
  }

  @Test
  void pagesByCursor() {
    String cursor =
        get("acme", "search:read", "?q=42&limit=1").body("items", hasSize(1)).extract().path("nextCursor");

    get("acme", "search:read", "?q=42&limit=1&cursor=" + cursor)
        .statusCode(200)
        .body("items", hasSize(1))
        .body("nextCursor", nullValue());
    get("acme", "search:read", "?q=other&cursor=" + cursor)
        .statusCode(400)
        .body("type", containsString("invalid-request"))
        .body("errors[0].parameter", equalTo("cursor"));
    get("rival", "search:read", "?q=42&cursor=" + cursor).statusCode(400);
  }

  @Test
  void showsATenantItsDocumentsOnly() {
    get("rival", "search:read", "/documents")
        .statusCode(200)
        .body("items.missionId", equalTo(List.of(Facts.id(9))))
        .body("items[0].kind", equalTo("mission"))
        .body("items[0].name", equalTo("report"));
    get("acme", "search:read", "/documents?limit=1").body("nextCursor", notNullValue());
  }

  @Test
  void opensNothingWithoutTheScope() {
    given().get("/api/v1/search").then().statusCode(401);
    get("acme", "missions:read", "").statusCode(403);
    given()
        .auth()
        .oauth2(ServiceResources.token("acme", "search:read"))
        .post("/api/v1/search/rebuild")
        .then()
        .statusCode(403);
  }

  @Test
  void badParametersAreProblems() {
    for (String bad : List.of("?limit=x", "?limit=0", "?state=nope", "?label=x", "?cursor=%00")) {
      get("acme", "search:read", bad)
          .statusCode(400)
          .contentType("application/problem+json")
          .body("errors", hasSize(1));
    }
  }

  @Test
  void rebuildsFromTheExportAndRecordsIt() throws SQLException {
    Response accepted =
        given()
            .auth()
            .oauth2(ServiceResources.token("acme", "search:admin"))
            .post("/api/v1/search/rebuild");
    accepted.then().statusCode(202).header("Location", containsString("/api/v1/search/rebuild"));

    await()
        .untilAsserted(
            () -> get("acme", "search:admin", "/rebuild").statusCode(200).body("state", equalTo("done")));
    get("acme", "search:read", "?q=exported").body("total", equalTo(1));
    await().until(() -> rows("state = 'done' and requested_by = 'acme/key:k1'") >= 1);
    assertThat(rows("documents is null and state = 'done'")).isZero();
  }

  @Test
  void isReadyOnceTheIndexIsOpen() {
    given().get("/q/health/ready").then().statusCode(200);
  }

  private static ValidatableResponse get(String tenant, String scope, String rest) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(ServiceResources.token(tenant, scope))
        .get("/api/v1/search" + rest)
        .then();
  }

  private static long rows(String where) throws SQLException {
    try (Connection c = TestPostgres.shared().connect("search_api");
        var statement = c.createStatement()) {
      statement.execute("select set_config('mesh.tenant', 'system', false)");
      try (ResultSet rows =
          statement.executeQuery("select count(*) from rebuilds where " + where)) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
