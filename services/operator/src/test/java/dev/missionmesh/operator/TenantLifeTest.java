package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.edit;
import static dev.missionmesh.operator.support.Waits.mission;
import static dev.missionmesh.operator.support.Waits.of;
import static dev.missionmesh.operator.support.Waits.ofTenant;
import static dev.missionmesh.operator.support.Waits.tenant;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.operator.resource.Api;
import dev.missionmesh.operator.resource.Condition;
import dev.missionmesh.operator.resource.Mission;
import dev.missionmesh.operator.resource.Tenant;
import dev.missionmesh.operator.resource.TenantSpec;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tenants from their founding to their end. */
class TenantLifeTest {
  private static Cluster cluster;
  private static ScriptedMesh mesh;
  private static TestOperator operator;
  private static String own;

  @BeforeAll
  static void begin() {
    cluster = new Cluster();
    mesh = new ScriptedMesh();
    own = cluster.namespace();
    operator = TestOperator.start(cluster, mesh, own);
  }

  @AfterAll
  static void end() {
    operator.close();
    mesh.close();
    cluster.close();
  }

  private static String founded(TenantSpec spec) {
    String name = Cluster.name("acme");
    cluster.create(tenant(name, spec));
    condition(ofTenant(cluster, name), "Ready", "True", "Active");
    return name;
  }

  private static void change(String name, TenantSpec spec) {
    edit(cluster.client().resources(Tenant.class).withName(name), found -> found.setSpec(spec));
  }

  private static TenantSpec with(Integer perMinute) {
    return new TenantSpec(
        null,
        List.of(),
        null,
        new TenantSpec.Settings(
            new TenantSpec.Limits(perMinute, null, null), null, null, null, null));
  }

  private static Integer limitOf(String name) {
    var settings = mesh.tenants.get(name).settings;
    return settings == null ? null : settings.at("/limits/tenantPerMinute").asInt();
  }

  @Test
  void aTenantIsFoundedWithItsSettingsAndAKeyOfFewScopes() {
    String name = founded(with(600));

    assertThat(limitOf(name)).isEqualTo(600);
    Secret secret =
        cluster.client().secrets().inNamespace(own).withName("missionmesh-key-" + name).get();
    assertThat(secret.getMetadata().getOwnerReferences()).extracting("name").containsExactly(name);
    assertThat(cluster.tenant(name).getStatus().keyId()).isNotBlank();
    assertThat(mesh.tenants.livingKeys(name)).isEqualTo(1);
  }

  @Test
  void changedSettingsAreAppliedAndWhatSomebodyElseSetIsReplaced() {
    String name = founded(with(600));
    change(name, with(700));
    until(() -> limitOf(name) == 700);
    condition(ofTenant(cluster, name), "Ready", "True", "Active");

    mesh.tenants.get(name).settings = null;
    mesh.tenants.touch(name);
    until(() -> limitOf(name) != null && limitOf(name) == 700);
  }

  @Test
  void aTenantThatIsThereAlreadyIsTakenAndItsSettingsLeftAlone() {
    String name = Cluster.name("old");
    mesh.tenants.found(name);
    cluster.create(tenant(name));
    condition(ofTenant(cluster, name), "Ready", "True", "Active");

    assertThat(mesh.tenants.get(name).settings).isNull();
  }

  @Test
  void suspendingIsAsDeclared() {
    String name = founded(new TenantSpec(null, List.of(), null, null));
    change(name, new TenantSpec(null, List.of(), true, null));
    condition(ofTenant(cluster, name), "Ready", "True", "Suspended");
    assertThat(mesh.tenants.get(name).state).isEqualTo("suspended");
    change(name, new TenantSpec(null, List.of(), false, null));
    condition(ofTenant(cluster, name), "Ready", "True", "Active");
    assertThat(mesh.tenants.get(name).state).isEqualTo("active");
  }

  @Test
  void aRevokedKeyIsReplacedAndTheMissionGoesOn() {
    String namespace = cluster.namespace();
    String name = founded(new TenantSpec(null, List.of(namespace), null, null));
    String first = cluster.tenant(name).getStatus().keyId();
    mesh.tenants.revokeAll(name);
    Mission mission = cluster.create(mission(namespace, "goes-on"));

    condition(of(cluster, mission), "Accepted", "True", "Accepted");
    until(() -> !cluster.tenant(name).getStatus().keyId().equals(first));
    assertThat(mesh.tenants.livingKeys(name)).isEqualTo(1);
  }

  @Test
  void aSuspendedTenantsMissionsWaitAndSaySo() {
    String namespace = cluster.namespace();
    String name = founded(new TenantSpec(null, List.of(namespace), null, null));
    change(name, new TenantSpec(null, List.of(namespace), true, null));
    condition(ofTenant(cluster, name), "Ready", "True", "Suspended");
    Mission mission = cluster.create(mission(namespace, "waits"));
    condition(of(cluster, mission), "Reconciling", "True", "TenantSuspended");

    change(name, new TenantSpec(null, List.of(namespace), false, null));
    condition(of(cluster, mission), "Accepted", "True", "Accepted");
  }

  @Test
  void deletingWaitsForConfirmationThenForTheExportThenForTheMesh() {
    String name = founded(new TenantSpec(null, List.of(), null, null));
    cluster.client().resources(Tenant.class).withName(name).delete();
    Condition unconfirmed =
        condition(ofTenant(cluster, name), "Reconciling", "True", "WaitingForConfirmation");
    assertThat(unconfirmed.message())
        .contains("finalizer waits")
        .contains("mesh tenant export " + name);
    assertThat(mesh.tenants.get(name).state).isEqualTo("suspended");

    annotate(name, "delete");
    condition(ofTenant(cluster, name), "Reconciling", "True", "WaitingForExport");
    mesh.tenants.get(name).exported = true;
    Condition deleting = condition(ofTenant(cluster, name), "Reconciling", "True", "Deleting");
    assertThat(deleting.message()).contains("mission");
    mesh.tenants.get(name).state = "deleted";
    until(() -> cluster.tenant(name) == null);
  }

  @Test
  void aTenantThatIsRetainedStaysInTheMeshWithoutTheOperatorsKey() {
    String name = founded(new TenantSpec(null, List.of(), null, null));
    annotate(name, "retain");
    cluster.client().resources(Tenant.class).withName(name).delete();

    until(() -> cluster.tenant(name) == null);
    assertThat(mesh.tenants.get(name).state).isEqualTo("active");
    assertThat(mesh.tenants.livingKeys(name)).isZero();
  }

  @Test
  void aDeletedTenantsIdIsNotGivenAgain() {
    String name = Cluster.name("gone");
    mesh.tenants.found(name).state = "deleted";
    cluster.create(tenant(name));

    condition(ofTenant(cluster, name), "Stalled", "True", "TenantDeleted");
    assertThat(mesh.tenants.livingKeys(name)).isZero();
  }

  private static void annotate(String name, String word) {
    edit(
        cluster.client().resources(Tenant.class).withName(name),
        found -> found.getMetadata().setAnnotations(Map.of(Api.DELETION_ANNOTATION, word)));
  }
}
