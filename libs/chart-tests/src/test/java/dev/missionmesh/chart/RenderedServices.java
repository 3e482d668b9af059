package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the chart gives a service, for tests of other packages. */
public final class RenderedServices {
  /** The container of a service. */
  public static JsonNode container(String values, String service) {
    return Chart.install(values)
        .pods()
        .filter(p -> p.owner().endsWith("-" + service))
        .findFirst()
        .orElseThrow()
        .containers()
        .findFirst()
        .orElseThrow();
  }

  /** Its environment variables; of those that come from elsewhere the value is empty. */
  public static Map<String, String> environment(String values, String service) {
    return Rendered.items(container(values, service).path("env"))
        .collect(Collectors.toMap(e -> e.path("name").asText(), e -> e.path("value").asText("")));
  }

  /** The containers of Jobs and of {@code helm test}. */
  public static Stream<JsonNode> setupContainers(String values) {
    return Chart.install(values).pods().filter(p -> !p.longRunning()).flatMap(PodTemplate::containers);
  }

  /** Every image that a values file names, {@code repository:tag}; none for the chart's own values. */
  public static Set<String> images(String values, Map<String, Object> set) {
    List<Path> files = values == null ? List.of() : List.of(Chart.values(values));
    return Chart.install("images", files, set).documents().stream()
        .flatMap(document -> document.findValues("image").stream())
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of the chart's own values files. */
  public static List<String> valuesFiles() throws IOException {
    try (Stream<Path> files = Files.list(Chart.FOLDER.resolve("values"))) {
      return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList();
    }
  }

  private RenderedServices() {}
}
