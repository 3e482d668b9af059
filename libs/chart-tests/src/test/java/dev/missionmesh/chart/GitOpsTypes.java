package dev.missionmesh.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kinds of Argo CD and Flux, whose fields are those of the projects' own types; what they do not name is refused. */
final class GitOpsTypes {
  private static final Path SCHEMAS = Path.of("src/test/resources/gitops");

  /** Fails, saying what is wrong, unless the object is one that its API takes. */
  static void check(JsonNode document) {
    Path schema = SCHEMAS.resolve(document.path("kind").asText() + ".json");
    if (!Files.exists(schema)) {
      ApiTypes.check(document);
      return;
    }
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Chart.read(schema), InputFormat.JSON)
            .validate(document.toString(), InputFormat.JSON);
    if (!errors.isEmpty()) throw new AssertionError(Rendered.id(document) + ": " + errors);
  }

  private GitOpsTypes() {}
}
