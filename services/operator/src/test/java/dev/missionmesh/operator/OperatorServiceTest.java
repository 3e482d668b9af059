package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.until;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.Waits;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * The service as a whole: it waits for its API server, says when it is ready, and counts with few
 * labels.
 */
@QuarkusTest
@DisabledIfSystemProperty(named = "mesh.kubernetes", matches = "true")
@QuarkusTestResource(OperatorServiceTest.Surroundings.class)
class OperatorServiceTest {
  private static Cluster cluster;
  private static ScriptedMesh mesh;

  /** A cluster that is not there yet, and a mesh. */
  public static final class Surroundings implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      cluster = new Cluster();
      mesh = new ScriptedMesh();
      String own = cluster.namespace();
      cluster.gate().shut();
      System.setProperty("kubernetes.master", "http://127.0.0.1:" + cluster.gate().port());
      System.setProperty("kubernetes.auth.tryKubeConfig", "false");
      System.setProperty("kubernetes.request.retry.backoffLimit", "1");
      Map<String, String> settings = new HashMap<>();
      settings.put("mesh.services.gateway.url", "http://127.0.0.1:" + mesh.port());
      settings.put("mesh.api.key", mesh.operatorKey().key());
      settings.put("mesh.operator.namespace", own);
      settings.put("mesh.operator.leader-election", "false");
      settings.put("mesh.operator.first-retry", "PT0.1S");
      settings.put("mesh.operator.longest-retry", "PT0.5S");
      settings.put("mesh.operator.poll", "PT0.1S");
      return settings;
    }

    @Override
    public void stop() {
      System.clearProperty("kubernetes.master");
      System.clearProperty("kubernetes.auth.tryKubeConfig");
      System.clearProperty("kubernetes.request.retry.backoffLimit");
      mesh.close();
      cluster.close();
    }
  }

  @Test
  void becomesReadyOnceTheApiServerAnswersAndWorks() {
    given().get("/q/health/ready").then().statusCode(503);
    given().get("/q/health/live").then().statusCode(200);
    cluster.gate().open();
    until(() -> given().get("/q/health/ready").statusCode() == 200);

    String namespace = cluster.namespace();
    cluster.create(Waits.tenant(Cluster.name("acme"), namespace));
    var mission = cluster.create(Waits.mission(namespace, "first"));
    Waits.condition(Waits.of(cluster, mission), "Accepted", "True", "Accepted");
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics)
        .contains("mesh_operator_requests_total{outcome=\"ok\"")
        .contains("mesh_operator_missions_followed 1.0")
        .doesNotContainPattern("operator_sdk_reconciliations_queue_size[^\n]*NaN")
        .doesNotContain("first")
        .doesNotContain(namespace)
        .doesNotContain(mesh.operatorKey().key());
  }
}
