package dev.missionmesh.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON and YAML trees, in and out. Trees rather than classes: a server that says more is not lost
 * on the way.
 */
public final class Documents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Yaml {
    static final ObjectMapper MAPPER =
        new ObjectMapper(
            YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .build());
  }

  private Documents() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** Fails with {@link JsonProcessingException} when {@code text} is no JSON. */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  /** Fails with {@link JsonProcessingException} when {@code text} is no YAML. */
  public static JsonNode parseYaml(String text) throws JsonProcessingException {
    return Yaml.MAPPER.readTree(text);
  }

  /** JSON on one line. */
  public static String json(JsonNode node) {
    return node.toString();
  }

  /** JSON over several lines, without a newline at the end. */
  public static String prettyJson(JsonNode node) {
    return node.toPrettyString();
  }

  /** YAML without a newline at the end. */
  public static String yaml(JsonNode node) {
    try {
      return Yaml.MAPPER.writeValueAsString(node).stripTrailing();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree always has a YAML form", impossible);
    }
  }

  /** The text at {@code path} (members separated by {@code /}), or null when absent or null. */
  public static String text(JsonNode node, String path) {
    JsonNode at = node.at("/" + path);
    return at.isMissingNode() || at.isNull() ? null : at.asText();
  }

  /** The texts of an array member; empty when absent. */
  public static List<String> texts(JsonNode node, String member) {
    List<String> texts = new ArrayList<>();
    node.path(member).forEach(item -> texts.add(item.asText()));
    return texts;
  }

  /** {@code k=v} pairs of an object member, separated by commas; null when there are none. */
  public static String pairs(JsonNode node, String member) {
    List<String> pairs = new ArrayList<>();
    node.path(member)
        .properties()
        .forEach(entry -> pairs.add(entry.getKey() + "=" + entry.getValue().asText()));
    return pairs.isEmpty() ? null : String.join(",", pairs);
  }
}
