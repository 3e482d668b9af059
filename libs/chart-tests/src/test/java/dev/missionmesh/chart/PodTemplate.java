package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Pod that an object makes.
 *
 * @param owner kind and name of the object
 * @param labels of the Pod
 * @param spec of the Pod
 * @param longRunning whether it is to run on, as a Job's is not
 */
record PodTemplate(String owner, JsonNode labels, JsonNode spec, boolean longRunning) {
  static Optional<PodTemplate> of(JsonNode document) {
    String id = Rendered.id(document);
    return switch (document.path("kind").asText()) {
      case "Deployment", "DaemonSet", "StatefulSet" -> Optional.of(inside(id, document.at("/spec/template"), true));
      case "Job" -> Optional.of(inside(id, document.at("/spec/template"), false));
      case "Pod" -> Optional.of(inside(id, document, false));
      default -> Optional.empty();
    };
  }

  private static PodTemplate inside(String owner, JsonNode template, boolean longRunning) {
    return new PodTemplate(owner, template.at("/metadata/labels"), template.path("spec"), longRunning);
  }

  Stream<JsonNode> containers() {
    return Stream.concat(Rendered.items(spec.path("initContainers")), Rendered.items(spec.path("containers")));
  }
}
