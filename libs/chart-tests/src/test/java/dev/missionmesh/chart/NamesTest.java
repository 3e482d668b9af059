package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every image, Secret and storage class can be another; releases do not meet. */
class NamesTest {
  private static final List<String> CHANGED = List.of("changed", "external-changed", "operators-changed");

  @Test
  void everyImageCanBeAnotherWithItsRegistryTagDigestAndPullPolicy() {
    Rendered rendered = Chart.install("changed");
    Set<String> images = collect(rendered, "image");

    assertThat(images).allMatch(i -> i.matches("r\\.test/changed/[a-k](:t-all|:t1|@sha256:\\d{64})")).hasSize(11);
    assertThat(images).contains("r.test/changed/a:t1");
    assertThat(images).anyMatch(i -> i.startsWith("r.test/changed/e@sha256:"));
    assertThat(collect(rendered, "imagePullPolicy")).containsExactlyInAnyOrder("Always", "Never");
  }

  @Test
  void everyPodPullsWithTheGivenSecrets() {
    for (String values : CHANGED) {
      assertThat(Chart.install(values).pods())
          .allSatisfy(p -> assertThat(p.spec().path("imagePullSecrets").toString()).contains("pull-changed"));
    }
    Rendered operators = Chart.install("operators-changed");
    assertThat(operators.named("Cluster", "postgresql").at("/spec/imagePullSecrets/0/name").asText()).isEqualTo("pull-changed");
    assertThat(operators.named("Cluster", "postgresql").at("/spec/imageName").asText()).isEqualTo("r.test/postgresql:18");
    assertThat(operators.named("Kafka", "kafka").at("/spec/kafka/template/pod/imagePullSecrets/0/name").asText()).isEqualTo("pull-changed");
  }

  @Test
  void everySecretCanBeAnother() {
    Set<String> secrets = new TreeSet<>(collect(Chart.install("changed"), "secretName"));
    Chart.install("changed").documents().forEach(d -> references(d, secrets));
    Chart.install("external-changed").documents().forEach(d -> references(d, secrets));

    assertThat(secrets).contains("s-changed-1", "s-changed-8", "redis-changed", "alerts-changed", "tls-changed");
    assertThat(collect(Chart.install("external-changed"), "secretName")).contains("db-changed", "kafka-changed", "ca-changed");
    assertThat(collect(Chart.install("changed"), "secretName")).allMatch(name -> name.contains("changed"));
    assertThat(secrets).allMatch(name -> name.contains("changed"));
  }

  @Test
  void theJobThatMakesSecretsMayOnlyTouchThose() {
    JsonNode rules = Chart.install("changed").named("Role", "setup").path("rules");

    assertThat(rules).hasSize(2);
    assertThat(rules.at("/0/verbs").toString()).isEqualTo("[\"create\"]");
    assertThat(Rendered.items(rules.at("/1/resourceNames")).map(JsonNode::asText)).hasSize(10).allMatch(n -> n.startsWith("s-changed-"));
    assertThat(collect(new Rendered(Chart.install("changed").kind("Job").toList()), "args"))
        .allSatisfy(args -> assertThat(args).doesNotContain("trial-run-missionmesh"));
  }

  @Test
  void everyStorageClassCanBeAnother() {
    assertThat(Chart.install("changed").kind("PersistentVolumeClaim"))
        .hasSize(2)
        .allSatisfy(c -> assertThat(c.at("/spec/storageClassName").asText()).isEqualTo("class-changed"));
    Rendered operators = Chart.install("operators-changed");
    assertThat(operators.named("Cluster", "postgresql").at("/spec/storage/storageClass").asText()).isEqualTo("class-changed");
    assertThat(operators.named("KafkaNodePool", "kafka").at("/spec/storage/volumes/0/class").asText()).isEqualTo("class-changed");
  }

  @Test
  void twoReleasesInOneNamespaceShareNoNameAndSelectNoPodOfEachOther() {
    for (String values : List.of("production", "trial", "changed", "ingress")) {
      var files = List.of(Chart.values(values));
      
      Rendered one = Chart.install("mesh-one", files, Map.of());
      // a cluster has definitions of custom resources once
      Rendered two = Chart.install("mesh-two", files, Map.of("customResources.install", false));

      assertThat(one.documents().stream().map(Rendered::id)).doesNotContainAnyElementsOf(two.documents().stream().map(Rendered::id).toList());
      assertThat(selectors(one)).noneMatch(s -> two.pods().anyMatch(p -> Rendered.selects(s, p.labels())));
    }
  }

  @Test
  void longNamesOfReleasesStayApartAndWithinTheBounds() {
    String start = "a-release-with-a-name-as-long-as-helm-will-take-it-";
    Rendered one = Chart.install(start + "1", List.of(), Map.of());
    Rendered two = Chart.install(start + "2", List.of(), Map.of());

    assertThat(one.documents()).extracting(Rendered::name).allMatch(n -> n.length() <= 63);
    assertThat(one.documents().stream().map(Rendered::id)).doesNotContainAnyElementsOf(two.documents().stream().map(Rendered::id).toList());
  }


  private static Stream<JsonNode> selectors(Rendered rendered) {
    return rendered.documents().stream()
        .flatMap(d -> Stream.of(d.at("/spec/selector/matchLabels"), d.path("kind").asText().equals("Service") ? d.at("/spec/selector") : d.at("/spec/podSelector/matchLabels")))
        .filter(s -> s.isObject());
  }

  private static void references(JsonNode node, Set<String> names) {
    for (String field : List.of("secretKeyRef")) {
      if (node.has(field)) names.add(node.at("/" + field + "/name").asText());
    }
    node.forEach(child -> references(child, names));
  }

  private static Set<String> collect(Rendered rendered, String field) {
    var found = new TreeSet<String>();
    rendered.documents().forEach(d -> d.findValues(field).forEach(v -> found.add(v.isValueNode() ? v.asText() : v.toString())));
    return found;
  }
}
