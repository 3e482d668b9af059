package dev.missionmesh.apidocument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void everyExampleKeepsItsSchema() throws IOException {
    JsonNode document = new ObjectMapper().readTree(ApiDocument.generate());
    List<String> faults = new ArrayList<>();

    List<JsonNode> media = document.findParents("example").stream().filter(m -> m.has("schema")).toList();
    media.forEach(m -> faults.addAll(check(m.path("schema"), m.path("example"), document)));
    List<JsonNode> schemas = document.findParents("examples");
    schemas.forEach(s -> s.path("examples").forEach(e -> faults.addAll(check(s, e, document))));

    assertThat(faults).isEmpty();
    assertThat(media).hasSizeGreaterThan(20);
    assertThat(schemas).hasSizeGreaterThan(10);
  }

  private List<String> check(JsonNode schema, JsonNode example, JsonNode document) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return registry.getSchema(whole.toString(), InputFormat.JSON).validate(example.toString(), InputFormat.JSON).stream()
        .map(fault -> example + ": " + fault)
        .toList();
  }
}
