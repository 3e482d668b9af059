package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.mission;
import static dev.missionmesh.operator.support.Waits.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Five hundred Missions that come at once. */
class ManyMissionsTest {
  private static final int MANY = 500;
  private static final int MOST_REQUESTS_A_ROUND = 15;

  @Test
  void fiveHundredMissionsAtOnceRunOnceEachWithFewRequests() {
    try (Cluster cluster = new Cluster();
        ScriptedMesh mesh = new ScriptedMesh()) {
      String own = cluster.namespace();
      String namespace = cluster.namespace();
      IntStream.range(0, MANY)
          .parallel()
          .forEach(i -> cluster.create(mission(namespace, "many-" + i)));
      String acme = Cluster.name("acme");
      cluster.create(tenant(acme, namespace));
      long started = System.nanoTime();
      try (TestOperator operator = TestOperator.start(cluster, mesh, own)) {
        slowly(() -> accepted(cluster, namespace) == MANY);
        assertThat(new HashSet<>(mesh.missions.from(namespace))).hasSize(MANY);
        long submits = mesh.count("POST /api/v1/missions/batch");
        assertThat(submits).as("requests to submit").isLessThanOrEqualTo(MANY / 4);

        mesh.missions.from(namespace).forEach(id -> mesh.missions.become(id, "succeeded", 0));
        slowly(() -> finished(cluster, namespace) == MANY);
        long seconds = (System.nanoTime() - started) / 1_000_000_000 + 1;
        long rounds = seconds * 1000 / TestOperator.settings(own).poll().toMillis();
        assertThat(mesh.count("GET /api/v1/missions"))
            .as("requests to look")
            .isLessThanOrEqualTo(rounds * MOST_REQUESTS_A_ROUND)
            .isLessThan(5L * MANY);
        assertThat(mesh.missions.size()).isEqualTo(MANY);
        System.out.printf(
            "%d missions: %d s, %d requests to submit, %d to look%n",
            MANY, seconds, submits, mesh.count("GET /api/v1/missions"));
      }
    }
  }

  private static void slowly(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(500)).until(condition);
  }

  private static long accepted(Cluster cluster, String namespace) {
    return all(cluster, namespace).stream()
        .filter(m -> m.getStatus() != null && m.getStatus().missionId() != null)
        .count();
  }

  private static long finished(Cluster cluster, String namespace) {
    return all(cluster, namespace).stream()
        .filter(m -> m.getStatus() != null && "succeeded".equals(m.getStatus().state()))
        .count();
  }

  private static List<Mission> all(Cluster cluster, String namespace) {
    return cluster.client().resources(Mission.class).inNamespace(namespace).list().getItems();
  }
}
