package dev.missionmesh.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  static Set<String> types() {
    return new TreeSet<>(EventTypes.DATA.keySet());
  }

  @Test
  void everyTypeHasASchemaAndASampleAndNothingElseHas() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/schemas"))) {
      assertThat(files.map(f -> f.getFileName().toString().replaceAll("\\.json$", "")))
          .containsExactlyInAnyOrderElementsOf(types());
    }
    assertThat(Samples.BY_TYPE.keySet()).isEqualTo(EventTypes.DATA.keySet());
    Samples.BY_TYPE.forEach((type, s) -> assertThat(s).isInstanceOf(EventTypes.DATA.get(type)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSampleIsValidAndNamesTheSchema(String type) throws IOException {
    assertThat(errors(type, sample(type))).isEmpty();
    assertThat(schema(type).path("$id").asText())
        .isEqualTo("https://missionmesh.dev/schemas/" + type + ".json");
  }

  @ParameterizedTest
  @MethodSource("types")
  void schemaAndRecordHaveTheSameMembers(String type) throws IOException {
    JsonNode schema = schema(type);
    compare(type, EventTypes.DATA.get(type), schema, schema);
  }

  @ParameterizedTest
  @MethodSource("types")
  void requiredMembersAreRequiredAndTheOthersAreNot(String type) throws IOException {
    Set<String> required = texts(schema(type).path("required"));
    for (String member : names(EventTypes.DATA.get(type))) {
      JsonNode without = ((ObjectNode) sample(type)).without(member);
      assertThat(errors(type, without).isEmpty())
          .as("%s may be without %s", type, member)
          .isEqualTo(!required.contains(member));
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void primitiveMembersAreRequiredSinceTheyAreAlwaysWritten(String type) throws IOException {
    Set<String> required = texts(schema(type).path("required"));
    for (RecordComponent c : EventTypes.DATA.get(type).getRecordComponents()) {
      if (c.getType().isPrimitive()) assertThat(required).as(type).contains(c.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void membersOfAnotherTypeAreRefused(String type) throws IOException {
    for (String member : names(EventTypes.DATA.get(type))) {
      ObjectNode wrong = (ObjectNode) sample(type);
      wrong.put(member, true);
      if (schema(type).at("/properties/" + member + "/type").asText().equals("boolean")) {
        wrong.put(member, "true");
      }
      assertThat(errors(type, wrong)).as("%s with a wrong %s", type, member).isNotEmpty();
    }
  }

  private static void compare(String where, Class<?> record, JsonNode schema, JsonNode root) {
    Set<String> properties = new TreeSet<>();
    schema.path("properties").fieldNames().forEachRemaining(properties::add);
    assertThat(properties).as("properties of %s", where).isEqualTo(names(record));
    for (RecordComponent component : record.getRecordComponents()) {
      JsonNode property = schema.path("properties").path(component.getName());
      Class<?> element = component.getType();
      if (component.getGenericType() instanceof ParameterizedType list && element == List.class) {
        element = (Class<?>) list.getActualTypeArguments()[0];
        property = property.path("items");
      }
      if (element.isRecord()) {
        String ref = property.path("$ref").asText();
        assertThat(ref).as("%s.%s", where, component.getName()).startsWith("#");
        compare(where + "." + component.getName(), element, root.at(ref.substring(1)), root);
      }
    }
  }

  private static Set<String> names(Class<?> record) {
    return Arrays.stream(record.getRecordComponents())
        .map(RecordComponent::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static JsonNode sample(String type) throws IOException {
    return JSON.readTree(EventJson.write(Samples.BY_TYPE.get(type)));
  }

  private static JsonNode schema(String type) throws IOException {
    try (InputStream resource = SchemasTest.class.getResourceAsStream("/schemas/" + type + ".json")) {
      return JSON.readTree(resource);
    }
  }

  private static List<Error> errors(String type, JsonNode data) throws IOException {
    Schema schema = REGISTRY.getSchema(schema(type).toString(), InputFormat.JSON);
    return schema.validate(
        data.toString(),
        InputFormat.JSON,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }
}
