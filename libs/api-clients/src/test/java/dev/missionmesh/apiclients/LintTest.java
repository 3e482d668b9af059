package dev.missionmesh.apiclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintTest {
  private static final Path DOCUMENT = Path.of("../../docs/api/openapi.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void theDocumentKeepsEveryRule() throws Exception {
    NodeTools.Run run = lint(DOCUMENT);

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("No results");
  }

  /** The rules are worth something only if they find what they are for. */
  @Test
  void aDocumentThatBreaksRulesIsRefusedWithEachOfThem() throws Exception {
    ObjectNode document = (ObjectNode) JSON.readTree(Files.readString(DOCUMENT));
    JsonNode submit = document.at("/paths/~1api~1v1~1missions/post");
    ((ObjectNode) submit).put("summary", "ends with a full stop.");
    ((ObjectNode) submit).put("operationId", "Submit_mission");
    ((ObjectNode) submit).remove("x-owner");
    ((ObjectNode) submit.at("/requestBody/content/application~1json")).remove("example");
    ((ObjectNode) submit.at("/responses/202/content/application~1json")).remove("schema");
    ((ObjectNode) document.at("/components/responses/Problem400/content")).remove("application/problem+json");
    ((ObjectNode) document.at("/components/schemas")).putObject("Page1").put("type", "object");
    ((ObjectNode) document.at("/paths")).set("/api/v1/Upper_Case", document.at("/paths/~1api~1v1~1nodes"));
    Path broken = folder.resolve("openapi.json");
    Files.writeString(broken, document.toPrettyString());

    NodeTools.Run run = lint(broken);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output())
        .contains("operation-summary", "operation-id-is-a-name", "operation-owner", "bodies-have-an-example")
        .contains("answers-have-a-schema", "problems-are-problems", "names-of-schemas", "paths-are-plain")
        .contains("operation-operationId-unique", "oas3-unused-component");
  }

  private static NodeTools.Run lint(Path document) throws Exception {
    return NodeTools.run(
        "spectral", "lint", "--ruleset", "npm/spectral.yaml", "--fail-severity", "warn", document.toString());
  }
}
