package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.mission;
import static dev.missionmesh.operator.support.Waits.of;
import static dev.missionmesh.operator.support.Waits.tenant;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TcpGate;
import dev.missionmesh.operator.support.TestOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** API server and mesh are each away for a whole minute, beside the other tests. */
@Execution(ExecutionMode.CONCURRENT)
class MinuteAwayTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void theApiServer() {
    away((cluster, mesh) -> cluster.gate());
  }

  @Test
  void theMesh() {
    away((cluster, mesh) -> mesh.gate());
  }

  private static void away(BiFunction<Cluster, ScriptedMesh, TcpGate> who) {
    Cluster cluster = new Cluster();
    ScriptedMesh mesh = new ScriptedMesh();
    try (cluster;
        mesh;
        TestOperator operator = TestOperator.start(cluster, mesh, cluster.namespace())) {
      String namespace = cluster.namespace();
      String acme = Cluster.name("acme");
      cluster.create(tenant(acme, namespace));
      condition(() -> cluster.tenant(acme).getStatus().conditions(), "Ready", "True", "Active");
      Mission before = cluster.create(mission(namespace, "before"));
      condition(of(cluster, before), "Accepted", "True", "Accepted");
      String id = mesh.missions.from(namespace).getFirst();

      who.apply(cluster, mesh).shut();
      Instant end = Instant.now().plus(MINUTE);
      Mission during = cluster.create(mission(namespace, "during"));
      mesh.missions.become(id, "succeeded", 0);
      Awaitility.await("a minute")
          .atMost(MINUTE.multipliedBy(2))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> Instant.now().isAfter(end));
      assertThat(mesh.missions.from(namespace)).as("nobody could be told of it").hasSize(1);
      who.apply(cluster, mesh).open();

      condition(of(cluster, before), "Finished", "True", "Succeeded");
      condition(of(cluster, during), "Accepted", "True", "Accepted");
      List<String> both = mesh.missions.from(namespace);
      assertThat(both).hasSize(2);
      mesh.missions.become(both.getLast(), "succeeded", 0);
      condition(of(cluster, during), "Finished", "True", "Succeeded");
      until(operator::healthy);
    }
  }
}
