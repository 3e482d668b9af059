package dev.missionmesh.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.missionmesh.operator.support.Admission;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the committed definitions let in, and how they show it. */
class DefinitionRulesTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Admission MISSIONS = admission("missions");
  private static final Admission TENANTS = admission("tenants");
  private static final Admission POLICY_SETS = admission("policysets");

  private static Admission admission(String kind) {
    return new Admission(CustomResourceDefinitions.committed(kind + ".yaml"));
  }

  private static JsonNode resource(String name, String spec) {
    try {
      return YAML.readTree("metadata: {name: \"" + name + "\"}\nspec: " + spec);
    } catch (IOException e) {
      throw new IllegalArgumentException(spec, e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{executor: command, command: [\"true\"]}",
        "{executor: script, script: {interpreter: bash, source: \"echo\"}, priority: 100}",
        "{executor: noop, timeout: PT2S, labels: {team: a}, retries: {maxAttempts: 3}}"
      })
  void takesMissions(String spec) {
    assertThat(MISSIONS.refusals(resource("a", spec), null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{executor: shell}",
        "{executor: command}",
        "{executor: noop, command: [\"true\"]}",
        "{executor: script, command: [\"true\"]}",
        "{executor: command, command: []}",
        "{executor: noop, timeout: 5m}",
        "{executor: noop, timeout: PT}",
        "{executor: noop, priority: 101}",
        "{executor: noop, tenant: acme}",
        "{executor: noop, labels: {kubernetes.uid: forged}}",
        "{executor: noop, ttlSecondsAfterFinished: -1}",
        "{executor: noop, retries: {maxAttempts: 11}}",
        "{executor: noop, capabilities: [\"Net Work\"]}"
      })
  void refusesMissions(String spec) {
    assertThat(MISSIONS.refusals(resource("a", spec), null)).isNotEmpty();
  }

  @Test
  void aMissionsSpecNeverChanges() {
    JsonNode before = resource("a", "{executor: noop, priority: 1}");
    JsonNode after = resource("a", "{executor: noop, priority: 2}");

    assertThat(MISSIONS.refusals(before, before)).isEmpty();
    assertThat(MISSIONS.refusals(after, before))
        .containsExactly("the spec of a Mission never changes: make another one");
  }

  @ParameterizedTest
  @CsvSource({
    "acme,true",
    "a-1,true",
    "a,false",
    "system,false",
    "Acme,false",
    "acme-,false",
    "a.b,false"
  })
  void aTenantIsNamedByItsId(String name, boolean taken) {
    assertThat(TENANTS.refusals(resource(name, "{namespaces: [team-a]}"), null).isEmpty())
        .isEqualTo(taken);
  }

  @Test
  void aTenantsDisplayNameNeverChanges() {
    JsonNode before = resource("acme", "{displayName: Acme}");
    assertThat(TENANTS.refusals(resource("acme", "{displayName: Other}"), before)).isNotEmpty();
    assertThat(TENANTS.refusals(resource("acme", "{}"), before)).isNotEmpty();
    assertThat(TENANTS.refusals(resource("acme", "{displayName: Acme, suspended: true}"), before))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{rules: [{id: a, effect: allow}]} | true",
        "{rules: [{id: a, effect: require-approval, match: {zones: [eu], riskTiers: [SAFE]}}]} |"
            + " true",
        "{rules: []} | false",
        "{rules: [{id: a, effect: permit}]} | false",
        "{rules: [{id: A, effect: allow}]} | false",
        "{rules: [{id: a, effect: allow, if: x}]} | false",
        "{} | false"
      })
  void aPolicySetHasRules(String spec, boolean taken) {
    assertThat(POLICY_SETS.refusals(resource("a", spec), null).isEmpty()).isEqualTo(taken);
  }

  @ParameterizedTest
  @CsvSource({"missions,msn,Namespaced", "tenants,mtn,Cluster", "policysets,mps,Cluster"})
  void kubectlShowsThemTogetherAndByShortNames(String file, String shortName, String scope) {
    CustomResourceDefinition definition = CustomResourceDefinitions.committed(file + ".yaml");
    CustomResourceDefinitionVersion version = definition.getSpec().getVersions().getFirst();

    assertThat(definition.getSpec().getNames().getCategories()).containsExactly("missionmesh");
    assertThat(definition.getSpec().getNames().getShortNames()).containsExactly(shortName);
    assertThat(definition.getSpec().getScope()).isEqualTo(scope);
    assertThat(version.getSubresources().getStatus()).isNotNull();
    assertThat(version.getAdditionalPrinterColumns().getLast().getName()).isEqualTo("Age");
    assertThat(
            version
                .getSchema()
                .getOpenAPIV3Schema()
                .getProperties()
                .get("status")
                .getProperties()
                .get("conditions")
                .getXKubernetesListMapKeys())
        .containsExactly("type");
  }

  /** RE2 has no look-around and no back references, and rules are a map by their text: API servers insist. */
  @ParameterizedTest
  @ValueSource(strings = {"missions", "tenants", "policysets"})
  void anApiServerCanReadThem(String file) throws IOException {
    JsonNode definition =
        YAML.readTree(CustomResourceDefinitions.directory().resolve(file + ".yaml").toFile());

    assertThat(definition.findValuesAsText("pattern"))
        .noneMatch(pattern -> pattern.contains("(?") || pattern.matches(".*\\\\[1-9].*"));
    for (JsonNode rules : definition.findValues("x-kubernetes-validations")) {
      assertThat(rules.findValuesAsText("rule")).doesNotHaveDuplicates();
    }
  }
}
