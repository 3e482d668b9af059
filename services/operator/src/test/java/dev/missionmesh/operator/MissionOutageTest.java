package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.find;
import static dev.missionmesh.operator.support.Waits.mission;
import static dev.missionmesh.operator.support.Waits.of;
import static dev.missionmesh.operator.support.Waits.tenant;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What happens when the operator, the mesh or the API server is away at the wrong moment: nothing
 * is lost or run twice.
 */
class MissionOutageTest {
  /** Operator away, then both servers: a minute's worth of retries at the pauses of these tests. */
  private static final int FAILED_ATTEMPTS = 8;

  private Cluster cluster;
  private ScriptedMesh mesh;
  private TestOperator operator;
  private String own;
  private String namespace;

  @BeforeEach
  void begin() {
    cluster = new Cluster();
    mesh = new ScriptedMesh();
    own = cluster.namespace();
    namespace = cluster.namespace();
    operator = TestOperator.start(cluster, mesh, own);
    String acme = Cluster.name("acme");
    cluster.create(tenant(acme, namespace));
    condition(() -> cluster.tenant(acme).getStatus().conditions(), "Ready", "True", "Active");
  }

  @AfterEach
  void end() {
    operator.close();
    mesh.close();
    cluster.close();
  }

  private void finishes(Mission mission) {
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    mesh.missions.become(mesh.missions.from(namespace).getFirst(), "succeeded", 0);
    condition(of(cluster, mission), "Finished", "True", "Succeeded");
    assertThat(mesh.missions.from(namespace)).hasSize(1);
    assertThat(cluster.mission(mission).getStatus().missionId())
        .isEqualTo(mesh.missions.from(namespace).getFirst());
  }

  @Test
  void anOperatorStoppedBetweenSubmitAndStatusLeavesOneMission() {
    Assumptions.assumeFalse(Cluster.REAL, "a real API server refuses no status");
    cluster.refuseStatuses(true);
    Mission mission = cluster.create(mission(namespace, "interrupted"));
    until(() -> mesh.missions.from(namespace).size() == 1);
    operator.close();
    assertThat(cluster.mission(mission).getStatus()).isNull();

    cluster.refuseStatuses(false);
    operator = TestOperator.start(cluster, mesh, own);
    finishes(mission);
  }

  @Test
  void anOperatorStoppedWhileAMissionRunsGoesOnWhereItWas() {
    Mission mission = cluster.create(mission(namespace, "running"));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    operator.close();
    mesh.missions.become(mesh.missions.from(namespace).getFirst(), "running", null);
    operator = TestOperator.start(cluster, mesh, own);
    condition(of(cluster, mission), "Ready", "False", "Running");
    finishes(mission);
  }

  @Test
  void aMissionDeletedWhileNobodyKnowsItsIdIsCancelled() {
    Assumptions.assumeFalse(Cluster.REAL, "a real API server refuses no status");
    cluster.refuseStatuses(true);
    Mission mission = cluster.create(mission(namespace, "unknown"));
    until(() -> mesh.missions.from(namespace).size() == 1);
    operator.close();
    cluster.client().resource(mission).delete();
    cluster.refuseStatuses(false);
    operator = TestOperator.start(cluster, mesh, own);

    until(() -> cluster.mission(mission) == null);
    String id = mesh.missions.from(namespace).getFirst();
    assertThat(mesh.missions.get(id).get("state").asText()).isEqualTo("cancelled");
  }

  @Test
  void aConflictAtTheStatusIsTriedAgain() {
    Assumptions.assumeFalse(Cluster.REAL, "a real API server conflicts when it likes");
    cluster.conflict(3);
    Mission mission = cluster.create(mission(namespace, "conflict"));
    finishes(mission);
    assertThat(cluster.conflictsLeft()).isZero();
  }

  @Test
  void aLostAnswerIsAskedForAgain() {
    mesh.loseAnswers(2);
    Mission mission = cluster.create(mission(namespace, "lost"));
    finishes(mission);
    assertThat(mesh.lostLeft()).isZero();
  }

  @Test
  void whileTheMeshIsDownMissionsSaySoAndWaitWithFewAttempts() {
    Mission before = cluster.create(mission(namespace, "before"));
    condition(of(cluster, before), "Accepted", "True", "Accepted");
    mesh.gate().shut();
    Mission during = cluster.create(mission(namespace, "during"));
    condition(of(cluster, during), "Reconciling", "True", "MeshUnavailable");
    condition(of(cluster, before), "Reconciling", "True", "MeshUnavailable");
    assertThat(find(cluster.mission(during).getStatus().conditions(), "Accepted").status())
        .isEqualTo("Unknown");
    until(() -> unreachable() >= FAILED_ATTEMPTS);
    mesh.gate().open();

    condition(of(cluster, during), "Accepted", "True", "Accepted");
    condition(of(cluster, before), "Reconciling", "False", "Queued");
    assertThat(mesh.missions.from(namespace)).hasSize(2);
    mesh.missions.from(namespace).forEach(id -> mesh.missions.become(id, "succeeded", 0));
    condition(of(cluster, before), "Finished", "True", "Succeeded");
    condition(of(cluster, during), "Finished", "True", "Succeeded");
  }

  private double unreachable() {
    return operator.metrics.counter("mesh.operator.requests", "outcome", "unreachable").count();
  }

  @Test
  void whileTheApiServerIsDownNothingIsLost() {
    Mission before = cluster.create(mission(namespace, "before"));
    condition(of(cluster, before), "Accepted", "True", "Accepted");
    String id = mesh.missions.from(namespace).getFirst();
    cluster.gate().shut();
    mesh.missions.become(id, "succeeded", 0);
    Mission during = cluster.create(mission(namespace, "during"));
    int looks = mesh.requests().size();
    until(() -> mesh.requests().size() > looks);
    assertThat(mesh.missions.from(namespace)).hasSize(1);
    cluster.gate().open();

    condition(of(cluster, before), "Finished", "True", "Succeeded");
    condition(of(cluster, during), "Accepted", "True", "Accepted");
    assertThat(mesh.missions.from(namespace)).hasSize(2);
    until(operator::healthy);
  }

  @Test
  void aKeyThatIsToldToWaitWaits() {
    mesh.limit(1);
    Mission mission = cluster.create(mission(namespace, "limited"));
    condition(of(cluster, mission), "Reconciling", "True", "RateLimited");
    int asked = mesh.requests().size();
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    assertThat(mesh.requests().size() - asked).isLessThanOrEqualTo(4);
    finishes(mission);
  }
}
