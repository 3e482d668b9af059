package dev.missionmesh.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Documents of YAML as trees. */
final class Yaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  static List<JsonNode> documents(String text) {
    try (var documents = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(new YAMLFactory().createParser(text))) {
      return documents.readAll().stream().filter(d -> d.isObject() && !d.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("not YAML: " + text, e);
    }
  }

  /** The second over the first, as Helm merges values. */
  static String merged(JsonNode under, JsonNode over) {
    try {
      return MAPPER.writeValueAsString(merge(under.deepCopy(), over));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode merge(JsonNode under, JsonNode over) {
    if (!(under instanceof ObjectNode object) || !over.isObject()) return over;
    over.properties().forEach(p -> object.set(p.getKey(), object.has(p.getKey()) ? merge(object.get(p.getKey()), p.getValue()) : p.getValue()));
    return object;
  }

  private Yaml() {}
}
