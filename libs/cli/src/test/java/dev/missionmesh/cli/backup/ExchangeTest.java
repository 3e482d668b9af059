package dev.missionmesh.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {
  @TempDir Path directory;

  @Test
  void twoFoldersChangePlaces() throws IOException {
    Path fresh = Files.createDirectory(directory.resolve("fresh"));
    Path old = Files.createDirectory(directory.resolve("old"));
    Files.writeString(fresh.resolve("what"), "new");
    Files.writeString(old.resolve("what"), "old");

    Exchange.swap(fresh, old);

    assertThat(old.resolve("what")).hasContent("new");
    assertThat(fresh.resolve("what")).hasContent("old");
  }
}
