package dev.missionmesh.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.endtoend.mesh.RunningMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive for whoever is to find a fault tells enough, and no secret. */
class DiagnoseTest {
  private static final String SAID = "planted-in-output-7f3a";
  private static final String GIVEN = "planted-in-environment-91c2";

  private final RunningMesh mesh = RunningMesh.shared();

  @Test
  void holdsTheStateOfTheMeshAndNothingSecret(@TempDir Path folder) throws IOException {
    assertThat(mesh.cli("run", "--", "echo", SAID).exitCode()).isZero();
    Path file = folder.resolve("d.zip");

    assertThat(mesh.cliWith(Map.of("SOME_SECRET", GIVEN), "diagnose", "--out", file.toString(), "-o", "json").json().path("file").asText())
        .isEqualTo(file.toString());

    List<String> secrets = List.of(SAID, GIVEN, mesh.systemKey());
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        assertThat(new String(zip.getInputStream(entry).readAllBytes())).as(entry.getName()).doesNotContain(secrets);
      }
      assertThat(text(zip, "nodes.json")).contains("ONLINE");
      assertThat(text(zip, "health/mission.json")).contains("UP");
      assertThat(text(zip, "audit/default.jsonl").lines()).isNotEmpty().allMatch(line -> line.startsWith("{\"index\":"));
      assertThat(text(zip, "logs/gateway.log")).contains("started in");
    }
  }

  private static String text(ZipFile zip, String entry) throws IOException {
    return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes());
  }
}
