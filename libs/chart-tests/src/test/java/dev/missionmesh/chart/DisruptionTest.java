package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes can be drained, Pods end in good order, load adds Pods. */
class DisruptionTest {
  static Stream<List<Path>> valuesFiles() {
    return Chart.valuesFiles();
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void everyBudgetLetsAPodGoWhateverTheNumberOfPods(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    assertThat(rendered.kind("PodDisruptionBudget"))
        .isNotEmpty()
        .allSatisfy(
            budget -> {
              assertThat(budget.path("spec").has("minAvailable")).isFalse();
              assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
              assertThat(budget.at("/spec/unhealthyPodEvictionPolicy").asText()).isEqualTo("AlwaysAllow");
              assertThat(rendered.pods().filter(p -> Rendered.selects(budget.at("/spec/selector/matchLabels"), p.labels())))
                  .as(Rendered.id(budget))
                  .hasSize(1);
            });
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void noPodWithoutABudgetIsOneOfSeveral(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    assertThat(rendered.kind("Deployment").filter(d -> d.at("/spec/replicas").asInt(2) > 1))
        .allSatisfy(
            d ->
                assertThat(rendered.kind("PodDisruptionBudget"))
                    .as(Rendered.id(d))
                    .anyMatch(b -> Rendered.selects(b.at("/spec/selector/matchLabels"), d.at("/spec/template/metadata/labels"))));
  }

  @ParameterizedTest
  @MethodSource("valuesFiles")
  void whatIsScaledByLoadHasNoFixedNumberOfPods(List<Path> files) {
    Rendered rendered = Chart.install("r", files, Map.of());

    assertThat(rendered.kind("HorizontalPodAutoscaler"))
        .allSatisfy(
            scaler -> {
              JsonNode target = rendered.named("Deployment", scaler.at("/spec/scaleTargetRef/name").asText());
              assertThat(target.path("spec").has("replicas")).isFalse();
              assertThat(scaler.at("/spec/metrics/0/resource/name").asText()).isEqualTo("cpu");
              assertThat(scaler.at("/spec/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(70);
              assertThat(scaler.at("/spec/minReplicas").asInt()).isBetween(2, scaler.at("/spec/maxReplicas").asInt());
            });
  }

  @Test
  void severalPodsAreSpreadOverNodesAndZonesWhereThereIsRoom() {
    JsonNode gateway = Chart.install("standard").named("Deployment", "-gateway");

    assertThat(Rendered.items(gateway.at("/spec/template/spec/topologySpreadConstraints")).map(c -> c.path("topologyKey").asText()))
        .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    assertThat(Rendered.items(gateway.at("/spec/template/spec/topologySpreadConstraints")))
        .allSatisfy(c -> assertThat(Rendered.selects(c.at("/labelSelector/matchLabels"), gateway.at("/spec/template/metadata/labels"))).isTrue());
  }

  @Test
  void sandboxRuntimeRunsOnEveryNodeWhereThatIsWanted() {
    assertThat(Chart.install("production").named("DaemonSet", "-sandbox-runtime").at("/spec/template/spec/containers")).hasSize(1);
    assertThat(Chart.install("standard").named("Deployment", "-sandbox-runtime").at("/spec/template/spec/containers")).hasSize(1);
  }
}
