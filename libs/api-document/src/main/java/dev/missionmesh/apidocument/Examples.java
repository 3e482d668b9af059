package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Puts the examples beside the schemas: {@code examples/<operationId>.request.json} for what an operation takes, {@code
 * <operationId>.<status>.json} for what it answers. A body without a file gets one made of the examples of its members, if each that is
 * required has one.
 */
final class Examples {
  private static final String JSON_TYPE = "application/json";
  private static final ObjectMapper JSON = new ObjectMapper();

  static void add(JsonNode operation, JsonNode document) {
    String name = operation.path("operationId").asText();
    JsonNode content = operation.path("requestBody").path("content");
    put(content, name + ".request");
    if (content.path(JSON_TYPE) instanceof ObjectNode media && !media.has("example")) {
      compose(media, document);
    }
    operation
        .path("responses")
        .properties()
        .forEach(answer -> put(answer.getValue().path("content"), name + "." + answer.getKey()));
  }

  private static void compose(ObjectNode media, JsonNode document) {
    JsonNode schema = document.at(media.path("schema").path("$ref").asText("#").substring(1));
    ObjectNode example = JSON.createObjectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            member -> {
              JsonNode given = member.getValue().path("examples").path(0);
              if (!given.isMissingNode()) {
                example.set(member.getKey(), given);
              }
            });
    boolean whole = true;
    for (JsonNode required : schema.path("required")) {
      whole &= example.has(required.asText());
    }
    if (whole && !example.isEmpty()) {
      media.set("example", example);
    }
  }

  private static void put(JsonNode content, String name) {
    if (content.path(JSON_TYPE) instanceof ObjectNode media) {
      JsonNode example = read(name);
      if (example != null) {
        media.set("example", example);
      }
    }
  }

  private static JsonNode read(String name) {
    try (InputStream file = Examples.class.getResourceAsStream("examples/" + name + ".json")) {
      return file == null ? null : JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the example " + name + " is not JSON", e);
    }
  }

  private Examples() {}
}
