package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.testsupport.Kubectl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kustomize makes of the examples for Argo CD and Flux is taken by their APIs, and leads to a chart that renders. */
class GitOpsManifestsTest {
  private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path EXAMPLES = PROJECT.resolve("deploy/k8s");
  private static final Path POLICIES = EXAMPLES.resolve("policy-repository");

  private static Rendered rendered(String folder) throws Exception {
    return Rendered.of(Kubectl.kustomize(EXAMPLES.resolve(folder)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"argocd/health", "argocd/overlays/dev", "argocd/overlays/prod", "flux/overlays/dev", "flux/overlays/prod"})
  void everyObjectIsOneThatItsApiTakes(String folder) throws Exception {
    Rendered objects = rendered(folder);

    assertThat(objects.documents()).isNotEmpty().allSatisfy(GitOpsTypes::check);
    assertThat(objects.documents()).extracting(d -> d.at("/metadata/namespace").asText()).containsOnly(folder.startsWith("flux") ? "flux-system" : "argocd");
  }

  @Test
  void aFieldThatNoTypeHasIsSeen() throws Exception {
    List<JsonNode> all = new ArrayList<>(rendered("flux/overlays/prod").documents());
    all.addAll(rendered("argocd/overlays/prod").documents());

    assertThat(all).hasSize(7).allSatisfy(
        document -> {
          ObjectNode wrong = document.deepCopy();
          ((ObjectNode) wrong.get("spec")).put("intervall", "1m");
          assertThatThrownBy(() -> GitOpsTypes.check(wrong)).isInstanceOf(AssertionError.class).hasMessageContaining("intervall");
        });
  }

  @ParameterizedTest
  @CsvSource({"dev, values/trial.yaml, main, overlays/dev", "prod, values/production.yaml, v0.1.0, overlays/prod"})
  void argoCdRendersTheChartAndThenThePolicies(String overlay, String values, String revision, String policies) throws Exception {
    Rendered objects = rendered("argocd/overlays/" + overlay);
    JsonNode mesh = objects.named("Application", "mesh");
    JsonNode source = mesh.at("/spec/source");

    assertThat(PROJECT.resolve(source.path("path").asText())).isEqualTo(Chart.FOLDER);
    assertThat(source.path("targetRevision").asText()).isEqualTo(revision);
    assertThat(source.at("/helm/valueFiles").toString()).isEqualTo("[\"" + values + "\"]");
    renders(source.at("/helm/releaseName").asText(), Chart.FOLDER.resolve(values), source.at("/helm/valuesObject"));
    JsonNode after = objects.named("Application", "policies");
    assertThat(POLICIES.resolve(after.at("/spec/source/path").asText()).resolve("kustomization.yaml")).exists();
    assertThat(after.at("/spec/source/path").asText()).isEqualTo(policies);
    assertThat(wave(objects.named("AppProject", "missionmesh"))).isLessThan(wave(mesh));
    assertThat(wave(mesh)).isLessThan(wave(after));
    assertThat(objects.named("AppProject", "missionmesh").at("/spec/sourceRepos").toString())
        .contains(source.path("repoURL").asText(), after.at("/spec/source/repoURL").asText());
  }

  private static int wave(JsonNode object) {
    return Integer.parseInt(object.at("/metadata/annotations/argocd.argoproj.io~1sync-wave").asText());
  }

  @ParameterizedTest
  @CsvSource({"dev, values/trial.yaml", "prod, values/production.yaml"})
  void fluxRendersTheChartAndWaitsForThePolicies(String overlay, String values) throws Exception {
    Rendered objects = rendered("flux/overlays/" + overlay);
    JsonNode release = objects.named("HelmRelease", "mesh").path("spec");
    JsonNode policies = objects.named("Kustomization", "policies").path("spec");

    assertThat(PROJECT.resolve(release.at("/chart/spec/chart").asText()).normalize()).isEqualTo(Chart.FOLDER);
    assertThat(PROJECT.resolve(release.at("/chart/spec/valuesFiles/0").asText())).isEqualTo(Chart.FOLDER.resolve(values));
    renders(release.path("releaseName").asText(), Chart.FOLDER.resolve(values), release.path("values"));
    assertThat(policies.path("wait").asBoolean()).isTrue();
    assertThat(Rendered.items(policies.path("healthCheckExprs")).map(e -> e.path("kind").asText())).containsExactly("Mission", "Tenant", "PolicySet");
    assertThat(POLICIES.resolve(policies.path("path").asText()).normalize().resolve("kustomization.yaml")).exists();
    for (JsonNode source : List.of(release.at("/chart/spec/sourceRef"), policies.path("sourceRef"))) {
      assertThat(objects.named(source.path("kind").asText(), source.path("name").asText())).isNotNull();
    }
  }

  /** With the operator, which both examples need. */
  private static void renders(String release, Path values, JsonNode more) {
    assertThat(more.toString()).isEqualTo("{\"services\":{\"operator\":{\"enabled\":true}}}");
    Rendered chart = Chart.install(release, List.of(values), Map.of("services.operator.enabled", true));
    chart.documents().forEach(ApiTypes::check);
    assertThat(chart.named("Deployment", "-operator")).isNotNull();
  }

  @Test
  void argoCdIsTaughtTheHealthOfEveryKind() throws Exception {
    JsonNode data = rendered("argocd/health").named("ConfigMap", "argocd-cm").path("data");
    String health = Files.readString(EXAMPLES.resolve("argocd/health/health.lua"));

    assertThat(data.size()).isEqualTo(3);
    for (String kind : List.of("Mission", "Tenant", "PolicySet")) {
      assertThat(data.path("resource.customizations.health.missionmesh.dev_" + kind).asText()).isEqualTo(health);
    }
  }
}
