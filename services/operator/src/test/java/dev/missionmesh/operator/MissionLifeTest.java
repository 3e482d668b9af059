package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.edit;
import static dev.missionmesh.operator.support.Waits.find;
import static dev.missionmesh.operator.support.Waits.mission;
import static dev.missionmesh.operator.support.Waits.of;
import static dev.missionmesh.operator.support.Waits.tenant;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.operator.resource.Condition;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.MissionStatus;
import dev.missionmesh.operator.resource.Tenant;
import dev.missionmesh.operator.resource.TenantSpec;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Missions from their creation to their end, with one operator at work. */
class MissionLifeTest {
  private static Cluster cluster;
  private static ScriptedMesh mesh;
  private static TestOperator operator;
  private static String own;
  private static String namespace;
  private static String acme;

  @BeforeAll
  static void begin() {
    cluster = new Cluster();
    mesh = new ScriptedMesh();
    own = cluster.namespace();
    operator = TestOperator.start(cluster, mesh, own);
    namespace = cluster.namespace();
    acme = Cluster.name("acme");
    cluster.create(tenant(acme, namespace));
    condition(() -> cluster.tenant(acme).getStatus().conditions(), "Ready", "True", "Active");
  }

  @AfterAll
  static void end() {
    operator.close();
    mesh.close();
    cluster.close();
  }

  private static Mission running(String name) {
    Mission mission = cluster.create(mission(namespace, name));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    mesh.missions.become(idOf(mission), "running", null);
    condition(of(cluster, mission), "Ready", "False", "Running");
    return mission;
  }

  private static String idOf(Mission mission) {
    return cluster.mission(mission).getStatus().missionId();
  }

  @Test
  void aMissionRunsForTheTenantOfItsNamespaceAndTellsItsEnd() {
    Mission mission = running("report");
    mesh.missions.become(idOf(mission), "succeeded", 0);

    condition(of(cluster, mission), "Finished", "True", "Succeeded");
    MissionStatus status = cluster.mission(mission).getStatus();
    assertThat(status.tenant()).isEqualTo(acme);
    assertThat(mesh.missions.tenantOf(status.missionId())).isEqualTo(acme);
    assertThat(status.state()).isEqualTo("succeeded");
    assertThat(status.exitCode()).isZero();
    assertThat(status.attempts()).isEqualTo(1);
    assertThat(status.policySnapshot()).isEqualTo("sha256:00");
    assertThat(status.observedGeneration()).isEqualTo(1);
    assertThat(find(status.conditions(), "Ready").status()).isEqualTo("True");
    assertThat(find(status.conditions(), "Stalled").status()).isEqualTo("False");
    assertThat(status.conditions()).allMatch(each -> each.observedGeneration() == 1);
  }

  @Test
  void aFailedMissionIsFinishedAndStalled() {
    Mission mission = running("failing");
    mesh.missions.become(idOf(mission), "failed", 3);

    condition(of(cluster, mission), "Finished", "True", "Failed");
    condition(of(cluster, mission), "Stalled", "True", "Failed");
    assertThat(cluster.mission(mission).getStatus().exitCode()).isEqualTo(3);
    assertThat(find(cluster.mission(mission).getStatus().conditions(), "Ready").status())
        .isEqualTo("False");
  }

  @Test
  void whoeverWaitsForItsEndIsWoken() {
    Mission mission = running("awaited");
    mesh.missions.become(idOf(mission), "succeeded", 0);

    Mission ended =
        cluster
            .client()
            .resource(mission)
            .waitUntilCondition(
                is ->
                    is != null
                        && find(is.getStatus().conditions(), "Finished").status().equals("True"),
                10,
                TimeUnit.SECONDS);
    assertThat(ended.getStatus().state()).isEqualTo("succeeded");
  }

  @Test
  void waitingForApprovalIsACondition() {
    Mission mission = cluster.create(mission(namespace, "approve"));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    mesh.missions.become(idOf(mission), "awaiting_approval", null);
    condition(of(cluster, mission), "AwaitingApproval", "True", "AwaitingApproval");
    mesh.missions.become(idOf(mission), "succeeded", 0);
    condition(of(cluster, mission), "AwaitingApproval", "False", "Succeeded");
  }

  @Test
  void aMissionAppliedTwiceRunsOnce() {
    Mission mission = mission(namespace, "twice");
    cluster.client().resource(mission).fieldManager("kubectl").forceConflicts().serverSideApply();
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    String first = idOf(mission);
    cluster
        .client()
        .resource(mission(namespace, "twice"))
        .fieldManager("kubectl")
        .forceConflicts()
        .serverSideApply();
    mesh.missions.become(first, "succeeded", 0);
    condition(of(cluster, mission), "Finished", "True", "Succeeded");

    assertThat(idOf(mission)).isEqualTo(first);
    assertThat(
            mesh.missions.from(namespace).stream()
                .filter(
                    id ->
                        mesh.missions
                            .get(id)
                            .at("/labels")
                            .path("kubernetes.name")
                            .asText()
                            .equals("twice")))
        .hasSize(1);
  }

  @Test
  void deletingARunningMissionCancelsItAndWaitsForThat() {
    mesh.missions.cancelAtOnce(false);
    Mission mission = running("cancelled");
    String id = idOf(mission);

    cluster.client().resource(mission).delete();
    Condition blocked = condition(of(cluster, mission), "Reconciling", "True", "Cancelling");
    assertThat(blocked.message()).contains("finalizer waits").contains(id);
    assertThat(mesh.count("POST /api/v1/missions/" + id + "/cancel")).isPositive();
    mesh.missions.become(id, "cancelled", null);
    until(() -> cluster.mission(mission) == null);
    mesh.missions.cancelAtOnce(true);
  }

  @Test
  void aPolicysDenialIsTheEnd() {
    mesh.missions.deny(true);
    Mission mission = cluster.create(mission(namespace, "denied"));
    Condition finished = condition(of(cluster, mission), "Finished", "True", "Refused");
    mesh.missions.deny(false);

    assertThat(finished.message()).contains("deny-all");
    assertThat(find(cluster.mission(mission).getStatus().conditions(), "Accepted").reason())
        .isEqualTo("PolicyDenied");
    assertThat(find(cluster.mission(mission).getStatus().conditions(), "Stalled").status())
        .isEqualTo("True");
    cluster.client().resource(mission).delete();
    until(() -> cluster.mission(mission) == null);
  }

  @Test
  void aFinishedMissionGoesWhenItsTimeIsOver() {
    Mission mission = cluster.create(mission(namespace, "short-lived", 1L));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    String id = idOf(mission);
    mesh.missions.become(id, "succeeded", 0);
    condition(of(cluster, mission), "Finished", "True", "Succeeded");

    until(() -> cluster.mission(mission) == null);
    assertThat(mesh.missions.get(id).get("state").asText()).isEqualTo("succeeded");
  }

  @Test
  void aNamespaceWithoutATenantRunsNothingUntilItHasOne() {
    String orphan = cluster.namespace();
    Mission mission = cluster.create(mission(orphan, "early"));
    condition(of(cluster, mission), "Stalled", "True", "NamespaceWithoutTenant");
    assertThat(mesh.missions.from(orphan)).isEmpty();

    String late = Cluster.name("late");
    cluster.create(tenant(late, orphan));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    assertThat(mesh.missions.tenantOf(idOf(mission))).isEqualTo(late);
  }

  @Test
  void nothingThatANamespaceHoldsGivesItATenant() {
    String forger = cluster.namespace();
    edit(
        cluster.client().namespaces().withName(forger),
        found -> found.getMetadata().setLabels(Map.of("missionmesh.dev/tenant", acme)));
    cluster.create(
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(forger)
            .withName("missionmesh-key-" + acme)
            .endMetadata()
            .addToData("key", Base64.getEncoder().encodeToString("stolen".getBytes()))
            .build());
    Mission mission = mission(forger, "forged");
    mission.setStatus(
        new MissionStatus(
            1L,
            acme,
            "01935000-0000-7000-8000-000000000000",
            "queued",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of()));
    mission = cluster.create(mission);

    condition(of(cluster, mission), "Stalled", "True", "NamespaceWithoutTenant");
    assertThat(mesh.missions.from(forger)).isEmpty();
  }

  @Test
  void aNamespaceThatTwoTenantsNameActsForNeither() {
    String contested = cluster.namespace();
    String one = Cluster.name("one");
    String two = Cluster.name("two");
    cluster.create(tenant(one, contested));
    cluster.create(tenant(two, contested));
    condition(
        () -> cluster.tenant(two).getStatus().conditions(),
        "Stalled",
        "True",
        "NamespaceClaimedTwice");
    Mission mission = cluster.create(mission(contested, "whose"));

    condition(of(cluster, mission), "Stalled", "True", "NamespaceClaimedTwice");
    assertThat(mesh.missions.from(contested)).isEmpty();
    edit(
        cluster.client().resources(Tenant.class).withName(two),
        found -> found.setSpec(new TenantSpec("Acme Ltd.", List.of(), null, null)));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    assertThat(mesh.missions.tenantOf(idOf(mission))).isEqualTo(one);
  }

  @Test
  void eventsAreWrittenAtTransitionsOnlyAndTimesChangeWithTheStatusOnly() {
    Mission mission = running("told");
    Condition before = find(cluster.mission(mission).getStatus().conditions(), "Accepted");
    mesh.missions.become(idOf(mission), "waiting_retry", null);
    condition(of(cluster, mission), "Ready", "False", "WaitingRetry");
    mesh.missions.become(idOf(mission), "running", null);
    condition(of(cluster, mission), "Ready", "False", "Running");
    mesh.missions.become(idOf(mission), "succeeded", 0);
    condition(of(cluster, mission), "Finished", "True", "Succeeded");

    assertThat(find(cluster.mission(mission).getStatus().conditions(), "Accepted"))
        .isEqualTo(before);
    until(() -> eventsOf(mission).size() >= 2);
    assertThat(eventsOf(mission))
        .extracting(Event::getReason)
        .containsExactlyInAnyOrder("Accepted", "Succeeded");
    assertThat(eventsOf(mission)).extracting(Event::getType).containsOnly("Normal");
  }

  private static List<Event> eventsOf(Mission mission) {
    return cluster.client().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(
            event -> event.getInvolvedObject().getName().equals(mission.getMetadata().getName()))
        .toList();
  }
}
