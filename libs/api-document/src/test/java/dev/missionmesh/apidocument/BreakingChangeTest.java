package dev.missionmesh.apidocument;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/** The API keeps what the last released document promised. */
class BreakingChangeTest {
  private static final Path CURRENT = Path.of("../../docs/api/openapi.json");
  private static final Path RELEASED = Path.of("../../docs/api/released");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A change to the document, by name. */
  private record Change(String name, Consumer<ObjectNode> made) {}

  @Test
  void theApiBreaksNothingThatWasReleased() throws IOException {
    String broken = broken(read(latest()), read(CURRENT));

    assertThat(broken).as("changes that break callers of " + latest().getFileName()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> aBreakIsFound() {
    return Stream.of(
            change("a path removed", d -> paths(d).remove("/api/v1/missions/{id}/why")),
            change("an operation removed", d -> at(d, "/paths/~1api~1v1~1keys~1{id}").remove("delete")),
            change("a success status changed", d -> {
              ObjectNode answers = at(d, "/paths/~1api~1v1~1missions/post/responses");
              answers.set("201", answers.remove("202"));
            }),
            change("a member of an answer removed", d -> {
              properties(d, "Mission").remove("why");
              dropRequired(d, "Mission", "why");
            }),
            change("a member of an answer no longer always there", d -> dropRequired(d, "Mission", "state")),
            change("the type of an answer's member changed", d -> ((ObjectNode) properties(d, "Mission").path("priority")).put("type", "string")),
            change("a member of a request removed", d -> properties(d, "MissionRequest").remove("labels")),
            change("a member of a request made required", d -> ((ArrayNode) schema(d, "MissionRequest").path("required")).add("name")),
            change("a new required member of a request", d -> {
              properties(d, "NewKey").putObject("purpose").put("type", "string");
              ((ArrayNode) schema(d, "NewKey").path("required")).add("purpose");
            }),
            change("a value of a request no longer taken", d -> ((ArrayNode) properties(d, "MissionRequest").path("executor").path("enum")).remove(1)),
            change("a bound of a request tightened", d -> ((ObjectNode) properties(d, "MissionRequest").path("name")).put("maxLength", 20)),
            change("a new required parameter", d ->
                ((ArrayNode) at(d, "/paths/~1api~1v1~1search/get").path("parameters"))
                    .addObject().put("name", "kind").put("in", "query").put("required", true).putObject("schema").put("type", "string")),
            change("a parameter removed", d -> ((ArrayNode) at(d, "/paths/~1api~1v1~1search/get").path("parameters")).remove(0)),
            change("a media type no longer answered", d -> at(d, "/paths/~1api~1v1~1nodes/get/responses/200/content").remove("application/json")))
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> assertThat(broken(read(CURRENT), changed(c))).isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> anAdditionIsNoBreak() {
    return Stream.of(
            change("a new path", d -> paths(d).set("/api/v1/others", at(d, "/paths/~1api~1v1~1nodes").deepCopy())),
            change("a new member of an answer", d -> properties(d, "Mission").putObject("colour").put("type", "string")),
            change("a new optional member of a request", d -> properties(d, "MissionRequest").putObject("colour").put("type", "string")),
            change("a new optional parameter", d ->
                ((ArrayNode) at(d, "/paths/~1api~1v1~1search/get").path("parameters"))
                    .addObject().put("name", "kind").put("in", "query").putObject("schema").put("type", "string")),
            change("other words", d -> at(d, "/paths/~1api~1v1~1search/get").put("summary", "Finds what there is")))
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> assertThat(broken(read(CURRENT), changed(c))).isEmpty()));
  }

  /** What breaks, in words; empty if nothing does. */
  private static String broken(JsonNode before, JsonNode after) {
    ChangedOpenApi changes =
        OpenApiCompare.fromContents(OlderSpelling.of(before).toString(), OlderSpelling.of(after).toString());
    String refused = noLongerTaken(before, after);
    if (!changes.isIncompatible()) {
      return refused;
    }
    var words = new java.io.ByteArrayOutputStream();
    try (var writer = new java.io.OutputStreamWriter(words, java.nio.charset.StandardCharsets.UTF_8)) {
      new MarkdownRender().render(changes, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return refused + words.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Members of bodies that take no others, so that whoever still sends them is refused; the library takes that for harmless. */
  private static String noLongerTaken(JsonNode before, JsonNode after) {
    StringBuilder gone = new StringBuilder();
    for (var schema : at(before, "/components/schemas").properties()) {
      JsonNode now = after.path("components").path("schemas").path(schema.getKey());
      boolean closed = now.path("additionalProperties").isBoolean() && !now.path("additionalProperties").asBoolean();
      for (var member : schema.getValue().path("properties").properties()) {
        if (closed && !now.path("properties").has(member.getKey())) {
          gone.append(schema.getKey()).append(" no longer takes ").append(member.getKey()).append('\n');
        }
      }
    }
    return gone.toString();
  }

  private static Change change(String name, Consumer<ObjectNode> made) {
    return new Change(name, made);
  }

  private static ObjectNode changed(Change change) throws IOException {
    ObjectNode document = (ObjectNode) read(CURRENT);
    change.made().accept(document);
    return document;
  }

  private static ObjectNode at(JsonNode document, String pointer) {
    return (ObjectNode) document.at(pointer);
  }

  private static ObjectNode paths(JsonNode document) {
    return at(document, "/paths");
  }

  private static ObjectNode schema(JsonNode document, String name) {
    return at(document, "/components/schemas/" + name);
  }

  private static ObjectNode properties(JsonNode document, String name) {
    return at(document, "/components/schemas/" + name + "/properties");
  }

  private static void dropRequired(JsonNode document, String name, String member) {
    ArrayNode required = (ArrayNode) schema(document, name).path("required");
    for (int i = 0; i < required.size(); i++) {
      if (required.path(i).asText().equals(member)) {
        required.remove(i);
        return;
      }
    }
    throw new IllegalArgumentException(member + " is not required");
  }

  private static JsonNode read(Path file) throws IOException {
    return JSON.readTree(Files.readString(file));
  }

  private static Path latest() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      return files
          .filter(f -> f.getFileName().toString().matches("openapi-[0-9]+\\.[0-9]+\\.[0-9]+\\.json"))
          .max(Comparator.comparing(BreakingChangeTest::version))
          .orElseThrow();
    }
  }

  private static ModuleDescriptor.Version version(Path file) {
    return ModuleDescriptor.Version.parse(file.getFileName().toString().replaceAll("openapi-|\\.json", ""));
  }
}
