package dev.missionmesh.operator;

import static dev.missionmesh.operator.support.Waits.condition;
import static dev.missionmesh.operator.support.Waits.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.operator.resource.PolicySet;
import dev.missionmesh.operator.support.Admission;
import dev.missionmesh.operator.support.Cluster;
import dev.missionmesh.operator.support.PolicyRepository;
import dev.missionmesh.operator.support.ScriptedMesh;
import dev.missionmesh.operator.support.TestOperator;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a policy repository from the pull request to the mesh: Git, Kustomize, the workflow's own commands, the operator. */
class PolicyRepositoryTest {
  private static final String FILE = "base/house-rules.yaml";
  private static final String SMALL = "mission.cpus <= 2.0";

  @TempDir private Path folder;
  private PolicyRepository repository;
  private Cluster cluster;
  private ScriptedMesh mesh;
  private TestOperator operator;

  @BeforeEach
  void begin() throws Exception {
    Assumptions.assumeFalse(Cluster.REAL, "a policy of the whole cluster");
    repository = new PolicyRepository(folder);
    cluster = new Cluster();
    mesh = new ScriptedMesh();
    operator = TestOperator.start(cluster, mesh, cluster.namespace());
  }

  @AfterEach
  void end() {
    if (operator == null) return;
    operator.close();
    mesh.close();
    cluster.close();
  }

  @Test
  void aPullRequestPutsAPolicyInForceAndABadOneIsRefusedBeforeIt() throws Exception {
    synchronise();
    String first = inForce(1);

    repository.propose("more", FILE, SMALL, "mission.cpus <=");
    PolicyRepository.Ran refused = repository.check("more");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.said()).contains("error: house-rules: /spec/rules/1/when ").contains("overlays/dev").contains("overlays/prod");
    synchronise();
    assertThat(mesh.policies.active()).as("what is not merged changes nothing").isEqualTo(first);

    repository.propose("more", FILE, SMALL, "mission.cpus <= 4.0");
    PolicyRepository.Ran good = repository.check("more");
    assertThat(good.exitCode()).as(good.said()).isZero();
    assertThat(good.said()).contains("house-rules: 2 rules, good");
    repository.merge("more");
    synchronise();
    String second = inForce(2);
    assertThat(second).as("the first is superseded").isNotEqualTo(first);
    assertThat(mesh.policies.text()).contains("mission.cpus <= 4.0");

    repository.revert();
    synchronise();
    assertThat(inForce(1)).as("the same text is the same snapshot").isEqualTo(first);
  }

  @Test
  void aPolicyOfAnotherNameTakesOverOnceTheOldOneIsGone() throws Exception {
    synchronise();
    String first = inForce(1);
    repository.propose("rename", FILE, "name: house-rules", "name: guild-rules");
    assertThat(repository.check("rename").said()).contains("guild-rules: 2 rules, good").doesNotContain("error");
    repository.merge("rename");
    synchronise();

    condition(() -> cluster.policySet("guild-rules").getStatus().conditions(), "Stalled", "True", "AnotherIsInForce");
    cluster.client().resources(PolicySet.class).withName("house-rules").delete();
    condition(() -> cluster.policySet("guild-rules").getStatus().conditions(), "Ready", "True", "InForce");
    assertThat(mesh.policies.active()).isNotEqualTo(first);
  }

  @Test
  void everyOverlayIsTakenByTheDefinition() throws Exception {
    for (String overlay : new String[] {"dev", "prod"}) admitted(repository.rendered(overlay));
  }

  /** As Argo CD, Flux or the job publish do: what main holds is applied. */
  private void synchronise() throws Exception {
    String rendered = repository.rendered("prod");
    admitted(rendered);
    cluster.client().resource(Serialization.unmarshal(rendered, PolicySet.class)).fieldManager("policies").forceConflicts().serverSideApply();
  }

  private static void admitted(String rendered) throws IOException {
    JsonNode set = new YAMLMapper().readTree(rendered);
    assertThat(new Admission(CustomResourceDefinitions.committed("policysets.yaml")).refusals(set, null)).isEmpty();
  }

  /** Waits until main's policy decides, as those who follow it wait; its digest. */
  private String inForce(long version) throws IOException {
    until(
        () -> {
          PolicySet set = cluster.policySet("house-rules");
          return set.getStatus().observedGeneration().equals(set.getMetadata().getGeneration()) && set.getStatus().version() == version;
        });
    condition(() -> cluster.policySet("house-rules").getStatus().conditions(), "Ready", "True", "InForce");
    PolicySet set = cluster.policySet("house-rules");
    JsonNode resource = Serialization.jsonMapper().valueToTree(set);
    assertThat(GitOpsHealthTest.lua(resource).get("status").tojstring()).isEqualTo("Healthy");
    assertThat(GitOpsHealthTest.flux("PolicySet", resource)).isEqualTo("Current");
    assertThat(mesh.policies.active()).isEqualTo(set.getStatus().digest());
    return set.getStatus().digest();
  }
}
