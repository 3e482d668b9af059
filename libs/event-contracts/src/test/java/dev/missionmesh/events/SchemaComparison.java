package dev.missionmesh.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a schema's change breaks somebody. Facts are kept for years and read by those who know
 * another version: older facts have to stay valid, and newer ones have to hold all that readers were
 * promised. Open schemas let members come; a reader passes over what it does not know.
 */
final class SchemaComparison {
  private static final Map<String, Integer> BOUNDS =
      Map.of(
          "minimum", 1,
          "exclusiveMinimum", 1,
          "minLength", 1,
          "minItems", 1,
          "minProperties", 1,
          "maximum", -1,
          "exclusiveMaximum", -1,
          "maxLength", -1,
          "maxItems", -1,
          "maxProperties", -1);

  /** What is to stay word for word; of the latter ones no rule here knows what a change does. */
  private static final List<String> FIXED =
      List.of(
          "pattern", "format", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType",
          "oneOf", "anyOf", "allOf", "not", "if", "then", "else", "prefixItems", "contains",
          "patternProperties", "propertyNames", "dependentRequired", "dependentSchemas",
          "unevaluatedProperties", "unevaluatedItems", "$dynamicRef");

  private final JsonNode releasedRoot;
  private final JsonNode currentRoot;
  private final List<String> breaks = new ArrayList<>();

  private SchemaComparison(JsonNode released, JsonNode current) {
    this.releasedRoot = released;
    this.currentRoot = current;
  }

  /** One line for each thing that breaks somebody, with where it is; empty if nothing does. */
  static List<String> breaks(JsonNode released, JsonNode current) {
    SchemaComparison comparison = new SchemaComparison(released, current);
    comparison.compare("", released, current);
    return comparison.breaks;
  }

  private void compare(String where, JsonNode releasedNode, JsonNode currentNode) {
    JsonNode released = resolve(releasedRoot, releasedNode);
    JsonNode current = resolve(currentRoot, currentNode);
    if (!texts(released.path("type")).equals(texts(current.path("type")))) {
      say(where, "type was %s, is %s", released.path("type"), current.path("type"));
    }
    values(where, released, current);
    BOUNDS.forEach((bound, direction) -> bound(where, bound, direction, released, current));
    for (String keyword : FIXED) {
      if (!released.path(keyword).equals(current.path(keyword))) {
        say(where, "%s changed", keyword);
      }
    }
    members(where, released, current);
    within(where, "items", released, current);
    within(where, "additionalProperties", released, current);
  }

  private void values(String where, JsonNode released, JsonNode current) {
    if (!released.path("const").equals(current.path("const"))) {
      say(where, "const changed");
    }
    if (released.has("enum") != current.has("enum")) {
      say(where, released.has("enum") ? "is no enum any more" : "became an enum");
      return;
    }
    Set<String> gone = texts(released.path("enum"));
    gone.removeAll(texts(current.path("enum")));
    if (!gone.isEmpty()) {
      say(where, "enum lost %s", gone);
    }
  }

  private void bound(
      String where, String bound, int direction, JsonNode released, JsonNode current) {
    if (!current.has(bound)) {
      return;
    }
    boolean tightened =
        !released.has(bound)
            || direction * current.get(bound).decimalValue().compareTo(released.get(bound).decimalValue()) > 0;
    if (tightened) {
      say(where, "%s was tightened to %s", bound, current.get(bound));
    }
  }

  private void members(String where, JsonNode released, JsonNode current) {
    Set<String> before = texts(released.path("required"));
    Set<String> now = texts(current.path("required"));
    now.stream()
        .filter(member -> !before.contains(member))
        .forEach(member -> say(where + "/" + member, "became required; older facts lack it"));
    before.stream()
        .filter(member -> !now.contains(member))
        .forEach(member -> say(where + "/" + member, "is not always there any more"));
    for (Map.Entry<String, JsonNode> member : released.path("properties").properties()) {
      JsonNode kept = current.path("properties").path(member.getKey());
      if (kept.isMissingNode()) {
        say(where + "/" + member.getKey(), "was removed or renamed");
      } else {
        compare(where + "/" + member.getKey(), member.getValue(), kept);
      }
    }
  }

  /** A schema of what lies within; {@code true} or nothing at all lets anything in. */
  private void within(String where, String keyword, JsonNode released, JsonNode current) {
    JsonNode before = released.path(keyword);
    JsonNode now = current.path(keyword);
    if (before.isObject() && now.isObject()) {
      compare(where + "/" + keyword, before, now);
    } else if (isOpen(before) != isOpen(now) || before.isObject() || now.isObject()) {
      say(where, "%s changed", keyword);
    }
  }

  private static boolean isOpen(JsonNode schema) {
    return schema.isMissingNode() || schema.isBoolean() && schema.booleanValue();
  }

  private static JsonNode resolve(JsonNode root, JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.startsWith("#") ? resolve(root, root.at(reference.substring(1))) : schema;
  }

  /** A text, or the values of an array as they are written. */
  private static Set<String> texts(JsonNode node) {
    Set<String> texts = new TreeSet<>();
    (node.isTextual() ? List.of(node) : node)
        .forEach(value -> texts.add(value.isTextual() ? value.textValue() : value.toString()));
    return texts;
  }

  private void say(String where, String what, Object... values) {
    breaks.add((where.isEmpty() ? "/" : where) + ": " + what.formatted(values));
  }
}
