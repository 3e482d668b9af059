package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The same document in OpenAPI 3.0, for the comparison: its library does not see types that 3.1 spells as lists. */
final class OlderSpelling {
  static ObjectNode of(JsonNode document) {
    ObjectNode copy = document.deepCopy();
    copy.put("openapi", "3.0.3");
    ((ObjectNode) copy.path("info")).remove("summary");
    ((ObjectNode) copy.at("/info/license")).remove("identifier");
    rewrite(copy);
    return copy;
  }

  private static void rewrite(JsonNode node) {
    node.forEach(OlderSpelling::rewrite);
    if (!(node instanceof ObjectNode schema)) {
      return;
    }
    if (schema.path("type") instanceof ArrayNode types) {
      schema.put("type", types.path(0).asText());
      schema.put("nullable", true);
    }
    JsonNode any = schema.path("anyOf");
    if (any.size() == 2 && any.path(1).path("type").asText().equals("null")) {
      schema.remove("anyOf");
      schema.putArray("allOf").add(any.path(0));
      schema.put("nullable", true);
    }
    if (schema.path("examples").isArray()) {
      schema.remove("examples");
    }
    if (schema.path("contentEncoding").isTextual()) {
      schema.remove("contentEncoding");
      schema.put("format", "byte");
    }
  }

  private OlderSpelling() {}
}
