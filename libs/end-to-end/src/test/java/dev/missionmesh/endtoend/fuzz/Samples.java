package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values that a schema allows. Names of things come from those that the test may break. */
final class Samples {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> WORDS =
      List.of("default", "PT1S", "PT30S", "a=b", "team=research", "https://example.com/a", "#0b5394", "report", "Ünïcödé ✓ 名前 🚀", "fuzz-1", "5e".repeat(32));

  private final ApiModel api;
  private final Expendables things;
  private final Random random;

  Samples(ApiModel api, Expendables things, Random random) {
    this.api = api;
    this.things = things;
    this.random = random;
  }

  JsonNode valid(String name, JsonNode reference) {
    JsonNode schema = api.resolved(reference);
    JsonNode known = things.known(name, random);
    if (known != null) return known;
    if (schema.has("anyOf")) return valid(name, schema.path("anyOf").path(0));
    if (schema.has("oneOf")) return valid(name, schema.path("oneOf").path(0));
    if (schema.has("enum")) return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> array(name, schema);
      case "integer" -> NODES.numberNode(integer(schema));
      case "number" -> schema.path("examples").path(0).isNumber() ? schema.path("examples").path(0) : NODES.numberNode(0.5);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> NODES.textNode(text(schema));
    };
  }

  static String type(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.path(0).asText() : type.asText("string");
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = NODES.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(r -> required.add(r.asText()));
    for (var property : schema.path("properties").properties()) {
      if (required.contains(property.getKey()) || random.nextInt(3) == 0) {
        object.set(property.getKey(), valid(property.getKey(), property.getValue()));
      }
    }
    if (schema.path("properties").isMissingNode() && schema.path("examples").path(0).isObject()) {
      object.setAll((ObjectNode) schema.path("examples").path(0));
    }
    return things.made(object, random);
  }

  private JsonNode array(String name, JsonNode schema) {
    if (schema.path("examples").path(0).isArray()) return schema.path("examples").path(0);
    ArrayNode array = NODES.arrayNode();
    int most = Math.min(3, schema.path("maxItems").asInt(3));
    int count = Math.max(schema.path("minItems").asInt(0), random.nextInt(most + 1));
    for (int i = 0; i < (schema.path("uniqueItems").asBoolean() ? Math.min(1, count) : count); i++) {
      array.add(valid(name + "[]", schema.path("items")));
    }
    return array;
  }

  private long integer(JsonNode schema) {
    long min = schema.path("minimum").asLong(0);
    if (!schema.has("maximum")) return random.nextBoolean() ? min : schema.path("default").asLong(min);
    long max = schema.path("maximum").asLong();
    return switch (random.nextInt(3)) {
      case 0 -> min;
      case 1 -> max;
      default -> min + (long) (random.nextDouble() * (max - min));
    };
  }

  private String text(JsonNode schema) {
    if (schema.path("format").asText().equals("uuid")) return new UUID(random.nextLong(), random.nextLong()).toString();
    List<String> fitting = new ArrayList<>();
    schema.path("examples").forEach(e -> fitting.add(e.asText()));
    if (fitting.isEmpty()) {
      Pattern pattern = Pattern.compile(schema.path("pattern").asText(""));
      WORDS.stream()
          .filter(w -> pattern.matcher(w).find() && w.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE))
          .forEach(fitting::add);
    }
    if (fitting.isEmpty()) throw new IllegalStateException("give an example of " + schema);
    return fitting.get(random.nextInt(fitting.size()));
  }
}
