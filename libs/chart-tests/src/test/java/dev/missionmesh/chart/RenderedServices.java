package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
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

  private RenderedServices() {}
}
