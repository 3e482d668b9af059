package dev.missionmesh.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed definitions are what the classes say. {@code -Dmesh.crds.write=true} writes them
 * instead of comparing.
 */
class CommittedDefinitionsTest {
  @Test
  void theCommittedDefinitionsAreWhatTheClassesDeclare(@TempDir Path scratch) throws IOException {
    Map<String, String> generated = CustomResourceDefinitions.generate(scratch);
    Path directory = CustomResourceDefinitions.directory();

    if (Boolean.getBoolean("mesh.crds.write")) {
      Files.createDirectories(directory);
      for (var each : generated.entrySet()) {
        Files.writeString(directory.resolve(each.getKey()), each.getValue());
      }
    }
    Map<String, String> committed = new TreeMap<>();
    for (String file : generated.keySet()) {
      committed.put(file, Files.readString(directory.resolve(file)));
    }
    assertThat(generated).hasSize(3);
    assertThat(committed)
        .as("run this test with -Dmesh.crds.write=true and commit deploy/helm/missionmesh/files/crds")
        .isEqualTo(generated);
  }
}
