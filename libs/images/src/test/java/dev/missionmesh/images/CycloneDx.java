package dev.missionmesh.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CycloneDX 1.6 by its own schema. */
final class CycloneDx {
  /** What is wrong with a bill; empty if nothing is. */
  static List<String> errors(JsonNode bill) {
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(id -> schema(id.substring(id.lastIndexOf('/') + 1))));
    return registry.getSchema(schema("bom-1.6.schema.json"), InputFormat.JSON).validate(bill.toString(), InputFormat.JSON).stream()
        .map(Object::toString)
        .toList();
  }

  private static String schema(String name) {
    try (InputStream in = CycloneDx.class.getResourceAsStream("/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CycloneDx() {}
}
