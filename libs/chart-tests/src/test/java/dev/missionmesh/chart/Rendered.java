package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What Helm rendered.
 *
 * @param documents every object
 */
record Rendered(List<JsonNode> documents) {
  /** The annotation that says when a hook runs. */
  static final String HOOK = "hook.checked";

  static Rendered of(String text) {
    return new Rendered(Yaml.documents(text));
  }

  Stream<JsonNode> kind(String kind) {
    return documents.stream().filter(d -> d.path("kind").asText().equals(kind));
  }

  JsonNode named(String kind, String suffix) {
    return kind(kind)
        .filter(d -> name(d).endsWith(suffix))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " " + suffix));
  }

  Stream<PodTemplate> pods() {
    return documents.stream().flatMap(d -> PodTemplate.of(d).stream());
  }

  static String name(JsonNode document) {
    return document.at("/metadata/name").asText();
  }

  /** {@code kind/name}, for messages and for telling objects apart. */
  static String id(JsonNode document) {
    return document.path("kind").asText() + "/" + name(document);
  }

  static Stream<JsonNode> items(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Whether labels have everything that a selector's matchLabels ask for. An empty selector selects everything. */
  static boolean selects(JsonNode matchLabels, JsonNode labels) {
    return matchLabels.properties().stream().allMatch(l -> labels.path(l.getKey()).equals(l.getValue()));
  }
}
