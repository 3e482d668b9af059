package dev.missionmesh.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema shows the sample that {@code SchemasTest} has found valid. {@code
 * -Dmesh.events.write=true} writes it instead of comparing.
 */
class ExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Set<String> types() {
    return new TreeSet<>(EventTypes.DATA.keySet());
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaShowsAValidExample(String type) throws IOException {
    Path file = Path.of("src/main/resources/schemas/" + type + ".json");
    JsonNode sample = JSON.readTree(EventJson.write(Samples.BY_TYPE.get(type)));
    if (Boolean.getBoolean("mesh.events.write")) {
      ObjectNode schema = (ObjectNode) JSON.readTree(Files.readString(file));
      schema.putArray("examples").add(sample);
      Files.writeString(file, JSON.writer(printer()).writeValueAsString(schema) + "\n");
    }

    assertThat(JSON.readTree(Files.readString(file)).path("examples").path(0))
        .as("run this test with -Dmesh.events.write=true and commit the schemas")
        .isEqualTo(sample);
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    return printer;
  }
}
