package dev.missionmesh.apidocument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The committed document is what the code says. {@code -Dmesh.api.write=true} writes it instead of comparing.
 */
class CommittedDocumentTest {
  private static final Path COMMITTED = Path.of("../../docs/api/openapi.json");

  @Test
  void theCommittedDocumentIsWhatTheResourcesDeclare() throws IOException {
    String generated = ApiDocument.generate();

    if (Boolean.getBoolean("mesh.api.write")) {
      Files.writeString(COMMITTED, generated);
    }
    assertThat(Files.readString(COMMITTED))
        .as("run this test with -Dmesh.api.write=true and commit docs/api/openapi.json")
        .isEqualTo(generated);
  }

  @Test
  void theSameClassesGiveTheSameBytes() throws IOException {
    assertThat(ApiDocument.generate()).isEqualTo(ApiDocument.generate());
  }
}
