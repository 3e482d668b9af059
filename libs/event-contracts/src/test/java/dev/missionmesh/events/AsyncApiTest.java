package dev.missionmesh.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class AsyncApiTest {
  private static final Path FILE = Path.of("../../docs/events/asyncapi.yaml");
  private static Map<String, Object> document;

  @BeforeAll
  static void read() throws IOException {
    document =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(FILE));
  }

  @Test
  void describesEveryTopicAndItsDeadLetters() {
    assertThat(document.get("asyncapi")).isEqualTo("3.0.0");
    Set<Object> expected = new HashSet<>(Set.of(Topics.deadLetter("{topic}")));
    Topics.all().forEach(topic -> expected.add(topic.name()));

    Set<Object> addresses = new HashSet<>();
    object(document, "channels").values().forEach(c -> addresses.add(cast(c).get("address")));
    assertThat(addresses).isEqualTo(expected);
  }

  /** By the schema that the AsyncAPI Initiative publishes for 3.0.0. */
  @Test
  void isAnAsyncApiDocument() throws IOException {
    try (InputStream specification =
        AsyncApiTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
              .getSchema(new String(specification.readAllBytes(), UTF_8), InputFormat.JSON);
      ObjectMapper json = new ObjectMapper();

      assertThat(schema.validate(json.writeValueAsString(document), InputFormat.JSON)).isEmpty();
      object(document, "channels", "tenants").put("adress", "a misspelt member");
      assertThat(schema.validate(json.writeValueAsString(document), InputFormat.JSON)).isNotEmpty();
    } finally {
      read();
    }
  }

  @Test
  void saysWhoWritesEveryTopicThatCarriesSomething() {
    Set<Object> written = new HashSet<>();
    object(document, "operations")
        .values()
        .forEach(
            operation -> {
              assertThat(cast(operation).get("action")).isEqualTo("send");
              String channel = (String) object(cast(operation), "channel").get("$ref");
              written.add(channel.substring(channel.lastIndexOf('/') + 1));
            });

    object(document, "channels")
        .forEach(
            (name, channel) -> {
              if (!object(cast(channel), "messages").isEmpty()) {
                assertThat(written).contains(name);
              }
            });
  }

  @Test
  void carriesEveryTypeOnSomeTopic() {
    Map<String, Object> messages = object(document, "components", "messages");
    Set<Object> carried = new HashSet<>();
    for (Object channel : object(document, "channels").values()) {
      for (String message : object(cast(channel), "messages").keySet()) {
        carried.add(object(messages, message).get("name"));
      }
    }

    assertThat(carried).isEqualTo(EventTypes.DATA.keySet());
    assertThat(messages.values()).hasSize(EventTypes.DATA.size());
  }

  @Test
  void pointsOnlyAtWhatExists() {
    List<String> references = new ArrayList<>();
    collect(document, references);

    assertThat(references).isNotEmpty();
    for (String reference : references) {
      if (reference.startsWith("#/")) {
        assertThat(object(document, reference.substring(2).split("/"))).as(reference).isNotNull();
      } else {
        assertThat(FILE.resolveSibling(reference)).exists();
      }
    }
  }

  @Test
  void namesTheSchemaOfEachType() {
    object(document, "components", "messages")
        .values()
        .forEach(
            message -> {
              Map<String, Object> payload = object(cast(message), "payload", "schema");
              assertThat((String) payload.get("$ref"))
                  .endsWith("/schemas/" + cast(message).get("name") + ".json");
            });
  }

  private static void collect(Object node, List<String> references) {
    if (node instanceof Map<?, ?> map) {
      if (map.get("$ref") instanceof String reference) references.add(reference);
      map.values().forEach(value -> collect(value, references));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> collect(value, references));
    }
  }

  private static Map<String, Object> object(Map<String, Object> from, String... path) {
    Map<String, Object> at = from;
    for (String step : path) at = at == null ? null : cast(at.get(step));
    return at;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Object node) {
    return (Map<String, Object>) node;
  }
}
