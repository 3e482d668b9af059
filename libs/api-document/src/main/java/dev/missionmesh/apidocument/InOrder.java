package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A document with its members in an order that does not depend on who wrote them when: the well-known ones as people read them, paths,
 * components and answers by name. What a schema's properties are is left in the order of the record.
 */
final class InOrder {
  private static final List<String> READING =
      List.of(
          "openapi", "info", "servers", "security", "tags", "paths", "components", "get", "put", "post", "patch", "delete", "operationId",
          "summary", "description", "name", "in", "x-owner", "x-required-scope", "parameters", "requestBody", "responses",
          "$ref", "type", "format", "required", "properties", "headers", "content", "schema", "examples");

  static JsonNode of(JsonNode node) {
    return ordered(node, "");
  }

  private static JsonNode ordered(JsonNode node, String parent) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> copy.add(ordered(item, "[]")));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    if (parent.equals("example") || parent.equals("examples") || parent.equals("value")) {
      return object;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    var members = object.properties().stream();
    if (!parent.equals("properties")) {
      members = members.sorted(Map.Entry.comparingByKey(reading()));
    }
    members.forEach(m -> copy.set(m.getKey(), ordered(m.getValue(), m.getKey())));
    return copy;
  }

  private static Comparator<String> reading() {
    Comparator<String> place =
        Comparator.comparingInt(name -> READING.contains(name) ? READING.indexOf(name) : READING.size());
    return place.thenComparing(Comparator.naturalOrder());
  }

  private InOrder() {}
}
