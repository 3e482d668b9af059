package dev.missionmesh.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.local.MeshStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final List<String> PLANTED =
      List.of("inPropertiesA1", "inJwkB2cdef", "mesh_default_akTFGAH3FCVm_inKeyFileC3", "inEnvironmentD4", "inALogLineE5");

  @TempDir private Path data;

  @BeforeEach
  void plant() throws IOException {
    for (String folder : List.of("secrets", "keys", "logs")) Files.createDirectory(data.resolve(folder));
    Files.writeString(data.resolve("secrets/postgres.properties"), "mission_api=" + PLANTED.get(0) + "\n");
    Files.writeString(data.resolve("secrets/audit.jwk.json"), "{\"kty\":\"OKP\",\"x\":\"public\",\"d\":\"" + PLANTED.get(1) + "\"}");
    Files.writeString(data.resolve("keys/default.key"), PLANTED.get(2) + "\n");
    Files.writeString(data.resolve("mesh.json"), "{\"profile\":\"standard\",\"ports\":{}}");
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 500; i++) log.append("line ").append(i).append('\n');
    PLANTED.forEach(secret -> log.append("leaked ").append(secret).append(" here\n"));
    log.append("header password=").append(PLANTED.get(4)).append('\n');
    Files.writeString(data.resolve("logs/mission.log"), log.toString().replace("leaked " + PLANTED.get(4), "quiet"));
  }

  @Test
  void holdsNoSecretAndTheEndOfEachLogWhileTheMeshIsDown() throws IOException {
    Path file = data.resolve("out.zip");
    Map<String, String> environment = Map.of("SOME_TOKEN", PLANTED.get(3), "MESH_PROFILE", "standard", "HOME", "/x");
    try (Archive archive = new Archive(file, new Redaction(KnownSecrets.of(data, environment)))) {
      new Findings(data, environment, Access.system()).gather("0.1", new MeshStatus("standard", null, List.of()), archive);
      assertThat(archive.entries()).contains("versions.txt", "nodes.json", "logs/mission.log", "configuration/mesh.json");
    }

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (var entry : zip.stream().toList()) {
        String text = new String(zip.getInputStream(entry).readAllBytes());
        assertThat(text).as(entry.getName()).doesNotContain(PLANTED);
      }
      String log = new String(zip.getInputStream(zip.getEntry("logs/mission.log")).readAllBytes());
      assertThat(log.lines()).hasSize(200).contains("line 499", "leaked [redacted] here").doesNotContain("line 100");
      assertThat(new String(zip.getInputStream(zip.getEntry("environment.txt")).readAllBytes())).isEqualTo("MESH_PROFILE=standard\n");
    }
  }

  @Test
  void auditLinesSayWhatHappenedNotWhatWasSaid() throws IOException {
    assertThat(AuditTail.bare("{\"index\":3,\"type\":\"t\",\"salt\":\"s\",\"data\":{\"stdout\":\"inMissionOutput\"}}"))
        .isEqualTo("{\"index\":3,\"type\":\"t\"}");
  }
}
