package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.edit;
import static dev.missionmesh.operator.support.Waits.find;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.operator.resource.Condition;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.resource.PolicySetSpec;
import dev.missionmesh.operator.resource.PolicySetSpec.Effect;
import dev.missionmesh.operator.resource.PolicySetSpec.PolicyRule;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Policies of the mesh as PolicySets. */
class PolicySetTest {
  private Cluster cluster;
  private ScriptedMesh mesh;
  private TestOperator operator;

  @BeforeEach
  void begin() {
    cluster = new Cluster();
    mesh = new ScriptedMesh();
    operator = TestOperator.start(cluster, mesh, cluster.namespace());
  }

  @AfterEach
  void end() {
    operator.close();
    mesh.close();
    cluster.close();
  }

  private static PolicySet set(String name, String when) {
    PolicySet set = new PolicySet();
    set.setMetadata(new ObjectMetaBuilder().withName(name).build());
    set.setSpec(spec(when));
    return set;
  }

  private static PolicySetSpec spec(String when) {
    return new PolicySetSpec(
        "small missions",
        List.of(new PolicyRule("allow-small", Effect.ALLOW, null, when, "small enough: yes")));
  }

  private Supplier<List<Condition>> of(PolicySet set) {
    return () -> cluster.policySet(set.getMetadata().getName()).getStatus().conditions();
  }

  @Test
  void aPolicySetIsInForceAndTellsItsDigest() {
    PolicySet set = cluster.create(set(Cluster.name("small"), "mission.cpus < 2.0"));
    condition(of(set), "Ready", "True", "InForce");

    var status = cluster.policySet(set.getMetadata().getName()).getStatus();
    assertThat(status.digest()).isEqualTo(mesh.policies.active());
    assertThat(status.version()).isEqualTo(1);
    assertThat(mesh.policies.text()).contains("name: \"" + set.getMetadata().getName() + "\"");
  }

  @Test
  void aRejectedOneIsStalledWithTheReasonUntilItIsMended() {
    PolicySet good = cluster.create(set(Cluster.name("small"), "mission.cpus < 2.0"));
    condition(of(good), "Ready", "True", "InForce");
    String before = mesh.policies.active();
    change(good, "mission.cpus <");
    Condition stalled = condition(of(good), "Stalled", "True", "InvalidSnapshot");

    assertThat(stalled.message()).contains("/rules/0/when");
    assertThat(stalled.observedGeneration()).isEqualTo(2);
    assertThat(mesh.policies.active()).isEqualTo(before);
    change(good, "mission.cpus < 3.0");
    condition(of(good), "Ready", "True", "InForce");
    assertThat(mesh.policies.active()).isNotEqualTo(before);
  }

  @Test
  void whatSomebodyElsePutInForceIsReplaced() {
    PolicySet set = cluster.create(set(Cluster.name("small"), "mission.cpus < 2.0"));
    condition(of(set), "Ready", "True", "InForce");
    String wanted = mesh.policies.active();
    mesh.policies.replace("sha256:another");

    until(() -> mesh.policies.active().equals(wanted));
  }

  @Test
  void ofTwoTheOlderIsInForceAndTheOtherTakesOver() {
    PolicySet first = cluster.create(set(Cluster.name("a-first"), "mission.cpus < 2.0"));
    condition(of(first), "Ready", "True", "InForce");
    String older = mesh.policies.active();
    PolicySet second = cluster.create(set(Cluster.name("b-second"), "mission.cpus < 3.0"));
    condition(of(second), "Stalled", "True", "AnotherIsInForce");
    assertThat(mesh.policies.active()).isEqualTo(older);

    cluster.client().resource(first).delete();
    condition(of(second), "Ready", "True", "InForce");
    assertThat(mesh.policies.active()).isNotEqualTo(older);
    assertThat(find(of(second).get(), "Stalled").status()).isEqualTo("False");
  }

  private void change(PolicySet set, String when) {
    edit(
        cluster.client().resources(PolicySet.class).withName(set.getMetadata().getName()),
        found -> found.setSpec(spec(when)));
  }
}
