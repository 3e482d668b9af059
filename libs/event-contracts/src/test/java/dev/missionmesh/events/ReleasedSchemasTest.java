package dev.missionmesh.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compatibility gate: what was released may grow, and nothing of it may break. */
class ReleasedSchemasTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RELEASED = Path.of("../../docs/events/released");
  private static final Path CURRENT = Path.of("src/main/resources/schemas");

  static List<Path> released() {
    return list(versions().getLast());
  }

  @ParameterizedTest
  @MethodSource("released")
  void theLatestReleaseIsKeptByWhatIsNow(Path schema) {
    Path current = CURRENT.resolve(schema.getFileName());

    assertThat(current)
        .as("a released type stays; what replaces it is another type, or .v2 of it")
        .exists();
    assertThat(SchemaComparison.breaks(read(schema), read(current)))
        .as("incompatible with %s; make it another type or .v2 of it", schema)
        .isEmpty();
  }

  @Test
  void eachReleaseKeepsTheOneBefore() {
    List<Path> versions = versions();
    for (int i = 1; i < versions.size(); i++) {
      for (Path before : list(versions.get(i - 1))) {
        Path after = versions.get(i).resolve(before.getFileName());
        assertThat(after).exists();
        assertThat(SchemaComparison.breaks(read(before), read(after))).as("%s", after).isEmpty();
      }
    }
  }

  @Test
  void aReleaseHoldsSchemasUnderTheirOwnNames() {
    for (Path schema : released()) {
      assertThat(read(schema).path("$id").asText())
          .isEqualTo("https://missionmesh.dev/schemas/" + schema.getFileName());
    }
    Set<String> types =
        released().stream()
            .map(schema -> schema.getFileName().toString().replaceAll("\\.json$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(types).contains(EventTypes.MISSION_QUEUED, EventTypes.TENANT_CHANGED);
    assertThat(EventTypes.DATA.keySet()).containsAll(types);
  }

  private static List<Path> versions() {
    return list(RELEASED).stream()
        .sorted(Comparator.comparing(folder -> Version.parse(folder.getFileName().toString())))
        .toList();
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
