package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Sets right how the scanner spells some schemas; what they mean is left as it was declared. */
final class SchemaSpelling {
  /** What can be said of text only; a parameter's annotation says it of the list where its entries are meant. */
  private static final List<String> OF_TEXT = List.of("pattern", "minLength", "maxLength", "enum", "format");

  /** Mends a schema and those inside of it. */
  static void mend(JsonNode node) {
    node.forEach(SchemaSpelling::mend);
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path("$ref").isTextual()) {
      schema.remove("type");
    }
    if (schema.path("type").asText().equals("array") && schema.path("items") instanceof ObjectNode items) {
      OF_TEXT.stream().filter(schema::has).forEach(name -> items.set(name, schema.remove(name)));
    }
    if (schema.path("format").asText().equals("date-time")) {
      schema.remove("examples");
    }
    if (schema.path("enum") instanceof ArrayNode values && mayBeNull(schema)) {
      values.addNull();
    }
    if (!schema.has("type") && !schema.has("$ref") && OF_TEXT.stream().anyMatch(n -> isKeyword(schema, n))) {
      schema.put("type", "string");
    }
  }

  private static boolean mayBeNull(ObjectNode schema) {
    for (JsonNode type : schema.path("type")) {
      if (type.asText().equals("null")) {
        return true;
      }
    }
    return false;
  }

  /** Tells a keyword from a property of that name, whose value is a schema. */
  private static boolean isKeyword(ObjectNode schema, String name) {
    return schema.has(name) && !schema.path(name).isObject();
  }

  private SchemaSpelling() {}
}
