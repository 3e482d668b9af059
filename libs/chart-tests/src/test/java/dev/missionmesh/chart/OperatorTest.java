package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
  void itsKindsAreDefinitionsThatTheApiTakes() throws IOException {
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("crds"))) {
      assertThat(files.flatMap(f -> Yaml.documents(Chart.read(f)).stream()))
          .hasSizeGreaterThan(2)
          .allSatisfy(ApiTypes::check);
    }
  }
}
