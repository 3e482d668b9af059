package dev.missionmesh.operator.support;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of the committed API document. */
final class ApiShapes {
  /** A body that the document does not allow. */
  static final class Wrong extends RuntimeException {
    Wrong(String message) {
      super(message);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode DOCUMENT = read();
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private static JsonNode read() {
    try {
      return JSON.readTree(Path.of("../../docs/api/openapi.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The body, if it is of the named shape. */
  static JsonNode checked(String shape, String body) {
    List<Error> errors =
        SCHEMAS.computeIfAbsent(shape, ApiShapes::schema).validate(body, InputFormat.JSON);
    if (!errors.isEmpty()) throw new Wrong(errors.getFirst().toString());
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new Wrong("not JSON");
    }
  }

  private static Schema schema(String shape) {
    ObjectNode schema = JSON.createObjectNode();
    schema.put("$ref", "#/components/schemas/" + shape);
    schema.set("components", DOCUMENT.get("components"));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema.toString(), InputFormat.JSON);
  }

  private ApiShapes() {}
}
