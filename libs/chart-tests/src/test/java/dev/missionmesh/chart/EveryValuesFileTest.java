package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every values file gives objects that the API takes. */
class EveryValuesFileTest {
  static Stream<List<Path>> valuesFiles() {
    return Chart.valuesFiles();
  }

  @Test
  void lintingFindsNothing() {
    assertThat(Chart.lint()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void lintingWithValuesFindsNothing(List<Path> files) {
    for (Path values : files) assertThat(Chart.lintWith(values)).as(values.toString()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyObjectIsOneThatItsApiTakes(List<Path> files) {
    for (Rendered rendered : List.of(Chart.install("r", files, Map.of()), Chart.upgrade("r", files, Map.of()))) {
      assertThat(rendered.documents()).hasSizeGreaterThan(15);
      rendered.documents().forEach(ApiTypes::check);
    }
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyObjectHasANameOfItsOwnAndTheReleasesLabels(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    assertThat(rendered.documents()).extracting(Rendered::id).doesNotHaveDuplicates();
    assertThat(rendered.documents())
        .allSatisfy(d -> assertThat(d.at("/metadata/labels/app.kubernetes.io~1instance").asText()).isEqualTo("r"))
        .allSatisfy(
            d -> assertThat(d.at("/metadata/namespace").asText()).as(Rendered.id(d)).isEqualTo(namespace(d)));
  }

  private static String namespace(JsonNode document) {
    String kind = document.path("kind").asText();
    if (kind.startsWith("ClusterRole") || kind.equals("Namespace") || kind.equals("CustomResourceDefinition")) return "";
    boolean sandboxes = document.at("/metadata/labels/app.kubernetes.io~1component").asText().equals("sandboxes");
    return sandboxes ? "mesh-r-missionmesh-sandboxes" : "mesh";
  }

  @Test
  void anUnknownFieldIsSeenInEveryKindOfObject() {
    var kinds = new java.util.HashSet<String>();
    Chart.valuesFiles()
        .flatMap(files -> Chart.install("r", files, Map.of()).documents().stream())
        .filter(d -> d.path("spec").isObject() && kinds.add(d.path("kind").asText()))
        .forEach(
            d -> {
              ObjectNode wrong = d.deepCopy();
              ((ObjectNode) wrong.get("spec")).put("replicsa", 3);
              Assertions.assertThatThrownBy(() -> ApiTypes.check(wrong)).as(Rendered.id(d)).hasMessageContaining("replicsa");
            });
    assertThat(kinds).contains("Deployment", "Job", "NetworkPolicy", "HTTPRoute", "Ingress", "Cluster", "Kafka", "KafkaUser", "ServiceMonitor");
  }
}
