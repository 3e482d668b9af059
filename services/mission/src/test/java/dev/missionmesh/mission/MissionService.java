package dev.missionmesh.mission;

import static dev.missionmesh.mission.Callers.tenant;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the tests of the running service share: it is up, and a policy that allows what is not
 * restricted is in force.
 */
@QuarkusTestResource(MissionMesh.class)
abstract class MissionService {
  static final String PATH = "/api/v1/missions";
  private static boolean governed;

  /** A tenant of this test's own. */
  final String acme = "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  @BeforeEach
  void isReadyAndGoverned() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    if (!governed) PublishedPolicy.publish(PublishedPolicy.DEFAULT, 1);
    governed = true;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> tenant("probe-" + acme).body("{}").post(PATH).statusCode() == 400 && accepts());
  }

  private boolean accepts() {
    return tenant("probing")
            .body("{\"executor\":\"noop\",\"riskTier\":\"RESTRICTED\"}")
            .post(PATH)
            .statusCode()
        == 403;
  }

  ValidatableResponse submit(String json) {
    return tenant(acme).body(json).post(PATH).then();
  }

  String submitted(String json) {
    return submit(json).statusCode(202).extract().path("id");
  }

  String noop() {
    return submitted("{\"executor\":\"noop\"}");
  }

  ValidatableResponse get(String id) {
    return tenant(acme).get(PATH + "/" + id).then().statusCode(200);
  }

  String state(String id) {
    return get(id).extract().path("state");
  }

  void awaitState(String id, String state) {
    await().atMost(Duration.ofSeconds(15)).until(() -> state(id).equals(state));
  }

  /** One number from the database, as its super user. */
  static long count(String sql) {
    try (Connection c = database();
        Statement statement = c.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Connection database() throws SQLException {
    Config config = ConfigProvider.getConfig();
    Connection c =
        DriverManager.getConnection(
            config.getValue("test.jdbc", String.class)
                + "&password="
                + config.getValue("test.jdbc.password", String.class));
    try (Statement statement = c.createStatement()) {
      statement.execute("set search_path = mission");
    }
    return c;
  }
}
