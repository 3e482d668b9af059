package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the schemas as exact as the services are: members of requests beyond those named are refused; members of answers are always
 * there unless the record leaves them out. Names that no operation leads to are dropped.
 */
final class Schemas {
  private static final String REF = "#/components/schemas/";

  /** Names the schema whose members a schema has too, before its own. */
  private static final String SAME_AS = "x-same-as";

  /** What every operation may answer, and what its members are is said in the base. */
  private static final Set<String> BASIC = Set.of("Problem", "FieldError");

  private final ObjectNode document;
  private final ObjectNode schemas;
  private final AbsentMembers absent;

  Schemas(ObjectNode document, AbsentMembers absent) {
    this.document = document;
    this.schemas = (ObjectNode) document.path("components").path("schemas");
    this.absent = absent;
  }

  void refine() {
    extend();
    document.findParents("schema").forEach(p -> SchemaSpelling.mend(p.path("schema")));
    schemas.forEach(SchemaSpelling::mend);
    Set<String> asked = new HashSet<>();
    Set<String> answered = new HashSet<>();
    document
        .path("paths")
        .forEach(path -> path.forEach(operation -> {
          reach(operation.path("requestBody"), asked);
          reach(operation.path("parameters"), asked);
          reach(operation.path("responses"), answered);
        }));
    answered.addAll(BASIC);
    asked.forEach(name -> closed((ObjectNode) schemas.path(name)));
    answered.stream().filter(name -> !asked.contains(name)).forEach(this::complete);
    List<String> names = new ArrayList<>();
    schemas.fieldNames().forEachRemaining(names::add);
    names.removeIf(name -> asked.contains(name) || answered.contains(name));
    names.forEach(schemas::remove);
  }

  private void extend() {
    for (var schema : schemas.properties()) {
      JsonNode base = schema.getValue().path(SAME_AS);
      if (base.isTextual()) {
        ObjectNode same = (ObjectNode) schemas.path(base.asText());
        ObjectNode members = (ObjectNode) same.path("properties").deepCopy();
        members.setAll((ObjectNode) schema.getValue().path("properties"));
        ((ObjectNode) schema.getValue()).set("properties", members);
        if (same.has("required")) {
          ((ObjectNode) schema.getValue()).set("required", same.path("required").deepCopy());
        }
        ((ObjectNode) schema.getValue()).remove(SAME_AS);
      }
    }
  }

  private void reach(JsonNode from, Set<String> names) {
    from.forEach(child -> reach(child, names));
    String ref = from.path("$ref").asText();
    if (ref.startsWith(REF) && names.add(ref.substring(REF.length()))) {
      reach(schemas.path(ref.substring(REF.length())), names);
    }
  }

  private static void closed(ObjectNode schema) {
    if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
  }

  private void complete(String name) {
    ObjectNode schema = (ObjectNode) schemas.path(name);
    if (!schema.path("properties").isObject() || BASIC.contains(name)) {
      return;
    }
    ArrayNode required = schema.putArray("required");
    schema.path("properties").fieldNames()
        .forEachRemaining(member -> {
          if (!absent.contains(name, member)) {
            required.add(member);
          }
        });
    if (required.isEmpty()) {
      schema.remove("required");
    }
  }
}
