package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The API document as a gateway serves it: its operations, and judgement of answers by its schemas. */
final class ApiModel {
  static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;
  private final JsonNode strict;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  ApiModel(String text) {
    try {
      document = JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    strict = document.path("components").path("schemas").deepCopy();
    // Some problems have members of their own.
    strict.properties().stream().filter(s -> !s.getKey().equals("Problem")).forEach(s -> forbidOthers(s.getValue()));
  }

  /** The document lets answers grow; what is answered today is all in it. */
  private static void forbidOthers(JsonNode schema) {
    if (schema.path("properties").isObject() && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  List<ApiOperation> operations() {
    List<ApiOperation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(o -> operations.add(operation(path.getKey(), o.getKey(), o.getValue()))));
    return operations;
  }

  private ApiOperation operation(String path, String method, JsonNode described) {
    List<ApiOperation.Parameter> parameters = new ArrayList<>();
    for (JsonNode p : described.path("parameters")) {
      parameters.add(
          new ApiOperation.Parameter(
              p.path("name").asText(), p.path("in").asText(), p.path("required").asBoolean(), p.path("schema")));
    }
    Set<String> scopes = new HashSet<>();
    described.path("x-required-scope").forEach(s -> scopes.add(s.asText()));
    var content = described.path("requestBody").path("content").properties().stream().findFirst();
    return new ApiOperation(
        described.path("operationId").asText(),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        scopes,
        parameters,
        content.map(Map.Entry::getKey).orElse(null),
        content.map(c -> c.getValue().path("schema")).orElse(null),
        described.path("responses"));
  }

  /** The schema that a reference leads to, or the schema itself. */
  JsonNode resolved(JsonNode schema) {
    JsonNode target = schema;
    while (target.path("$ref").isTextual()) {
      target = document.at(target.path("$ref").asText().substring(1));
    }
    return target;
  }

  /** What is wrong with an answer's JSON by the document; empty if nothing. */
  List<String> faults(JsonNode schema, String json) {
    return schemas.computeIfAbsent(schema.toString(), ignored -> compile(schema)).validate(json, InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = schema.deepCopy();
    whole.putObject("components").set("schemas", strict);
    return registry.getSchema(whole.toString(), InputFormat.JSON);
  }

  JsonNode problemSchema() {
    return JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
  }
}
