package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Kubernetes does not let anybody change stays, whatever values an upgrade brings. */
class UpgradeTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Object> OTHER =
      Map.of(
          "profile", "minimal",
          "image.tag", "9.9.9",
          "commonLabels.team", "blue",
          "defaults.replicas", 5,
          "defaults.podLabels.team", "blue",
          "waf.mode", "On",
          "clusterDomain", "other.local");

  @Test
  void selectorsAndTheLikeAreEqualAfterAnUpgradeWithOtherValues() {
    for (String values : List.of("production", "standard", "trial", "enterprise")) {
      var files = List.of(Chart.values(values));
      Map<String, JsonNode> before = immutable(Chart.install("r", files, Map.of()));
      Map<String, JsonNode> after = immutable(Chart.upgrade("r", files, OTHER));

      assertThat(before).hasSizeGreaterThan(6);
      var both = new TreeMap<>(before);
      both.keySet().retainAll(after.keySet());
      assertThat(both).as(values).hasSizeGreaterThan(4);
      assertThat(both).allSatisfy((id, value) -> assertThat(after.get(id)).as(id).isEqualTo(value));
    }
  }

  /** {@code -Dmesh.chart.write=true} writes what the present version has, once per version. */
  @Test
  void whatVersionsBeforeHadStaysToo() throws IOException {
    Path versions = Path.of("src/test/resources/released");
    String version = Yaml.documents(Chart.read(Chart.FOLDER.resolve("Chart.yaml"))).getFirst().path("version").asText();
    Path present = versions.resolve(version + ".json");
    if (Boolean.getBoolean("mesh.chart.write")) {
      Files.createDirectories(versions);
      Files.writeString(present, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(fieldsByValuesFile()) + "\n");
    }

    assertThat(present).as("run with -Dmesh.chart.write=true when the chart's version changes").exists();
    JsonNode now = JSON.valueToTree(fieldsByValuesFile());
    try (Stream<Path> files = Files.list(versions)) {
      for (Path file : files.toList()) {
        JSON.readTree(file.toFile()).properties().forEach(values -> unchanged(file + " " + values.getKey(), values.getValue(), now.path(values.getKey())));
      }
    }
  }

  private static void unchanged(String what, JsonNode before, JsonNode now) {
    assertThat(now.size()).as(what).isGreaterThan(6);
    before.properties().stream()
        .filter(object -> now.has(object.getKey()))
        .forEach(object -> assertThat(now.get(object.getKey())).as(what + " " + object.getKey()).isEqualTo(object.getValue()));
  }

  private static Map<String, Map<String, JsonNode>> fieldsByValuesFile() {
    var all = new TreeMap<String, Map<String, JsonNode>>();
    for (String values : List.of("minimal", "standard", "enterprise", "production", "trial")) {
      all.put(values, new TreeMap<>(immutable(Chart.upgrade("r", List.of(Chart.values(values)), Map.of()))));
    }
    return all;
  }

  @Test
  void jobsAreHooksThatAreMadeAnewOrAreThereOnlyOnce() {
    for (Rendered rendered : List.of(Chart.upgrade("r", List.of(Chart.values("production")), Map.of()), Chart.install("ingress"))) {
      assertThat(rendered.kind("Job"))
          .isNotEmpty()
          .allSatisfy(
              job -> {
                assertThat(job.at("/metadata/annotations").has(Rendered.HOOK)).as(Rendered.id(job)).isTrue();
                assertThat(job.at("/metadata/annotations/helm.sh~1hook-delete-policy").asText()).contains("before-hook-creation");
              });
    }
    JsonNode waiting = Chart.install("r", List.of(Chart.values("production")), Map.of()).named("Job", "database");
    assertThat(waiting.at("/metadata/annotations").has(Rendered.HOOK)).isFalse();
  }

  @Test
  void secretsAreMadeBeforeTheDatabaseIsAndRightsBeforeSecrets() {
    Rendered rendered = Chart.install("ingress");

    assertThat(weight(rendered.named("Role", "setup"))).isLessThan(weight(rendered.named("RoleBinding", "setup")));
    assertThat(weight(rendered.named("RoleBinding", "setup"))).isLessThan(weight(rendered.named("Job", "secrets")));
    assertThat(weight(rendered.named("Job", "secrets"))).isLessThan(weight(rendered.named("Job", "database")));
  }

  @Test
  void databasesAndTopicsOutliveTheRelease() {
    Rendered rendered = Chart.install("production");

    for (String kind : List.of("Cluster", "Kafka", "KafkaTopic")) {
      assertThat(rendered.kind(kind))
          .isNotEmpty()
          .allSatisfy(d -> assertThat(d.at("/metadata/annotations/helm.sh~1resource-policy").asText()).isEqualTo("keep"));
    }
  }

  private static int weight(JsonNode hook) {
    return hook.at("/metadata/annotations/helm.sh~1hook-weight").asInt();
  }

  private static Map<String, JsonNode> immutable(Rendered rendered) {
    return rendered.documents().stream()
        .filter(d -> !d.at("/metadata/annotations").has(Rendered.HOOK))
        .filter(d -> !d.path("kind").asText().equals("NetworkPolicy"))
        .filter(d -> !field(d).isMissingNode())
        .collect(Collectors.toMap(Rendered::id, UpgradeTest::field));
  }

  private static JsonNode field(JsonNode document) {
    return switch (document.path("kind").asText()) {
      case "Deployment", "DaemonSet" -> document.at("/spec/selector");
      case "PersistentVolumeClaim" -> document.path("spec");
      case "PodDisruptionBudget" -> document.at("/spec/selector");
      case "Service" -> document.at("/spec/selector");
      case "RoleBinding" -> document.path("roleRef");
      default -> com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    };
  }
}
