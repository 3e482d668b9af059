package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operator may what it may without the chart, and nothing else. */
class OperatorTest {
  private final Rendered chart = Chart.install("r", List.of(), Map.of("services.operator.enabled", true));

  @Test
  void itsRightsAreThoseOfItsOwnExample() {
    Rendered example = Rendered.of(Chart.read(Path.of("../../deploy/k8s/operator/rbac.yaml")));

    for (String kind : List.of("ClusterRole", "Role")) {
      assertThat(chart.named(kind, "-operator").path("rules")).as(kind).isEqualTo(example.named(kind, "-operator").path("rules"));
    }
  }

  @Test
  void itHasItsKeyFromTheFirstKeysAndKnowsItsNamespace() {
    JsonNode pod = chart.named("Deployment", "-operator").at("/spec/template/spec");

    assertThat(pod.at("/volumes/0/secret/items/0/path").asText()).isEqualTo("mesh.api.key");
    assertThat(pod.at("/containers/0/env").toString()).contains("MESH_OPERATOR_NAMESPACE", "MESH_SERVICES_GATEWAY_URL").doesNotContain("MESH_TRUST");
    assertThat(pod.path("volumes").toString()).doesNotContain("-trust");
  }

  @Test
  void itsKindsAreDefinitionsThatTheApiTakesAndThatOutliveTheRelease() {
    assertThat(definitions(chart))
        .extracting(d -> d.at("/metadata/name").asText())
        .containsExactlyInAnyOrder("missions.missionmesh.dev", "tenants.missionmesh.dev", "policysets.missionmesh.dev");
    assertThat(definitions(chart)).allSatisfy(ApiTypes::check).allSatisfy(d -> assertThat(kept(d)).isEqualTo("keep"));
  }

  @Test
  void withoutItNothingOfTheClusterIsMadeThatCouldStay() {
    assertThat(definitions(Chart.install("r", List.of(), Map.of()))).isEmpty();
    assertThat(definitions(Chart.install("r", List.of(), Map.of("services.operator.enabled", true, "customResources.install", false)))).isEmpty();
    assertThat(definitions(Chart.install("r", List.of(), Map.of("services.operator.enabled", true, "customResources.keep", false))))
        .hasSize(3)
        .allSatisfy(d -> assertThat(kept(d)).isEmpty());
  }

  private static List<JsonNode> definitions(Rendered chart) {
    return chart.kind("CustomResourceDefinition").toList();
  }

  private static String kept(JsonNode definition) {
    return definition.path("metadata").path("annotations").path("helm.sh/resource-policy").asText();
  }
}
