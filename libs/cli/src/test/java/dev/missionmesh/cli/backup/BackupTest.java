package dev.missionmesh.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever has happened to a backup since it was made is found before anything is touched. */
class BackupTest {
  @TempDir Path directory;
  private Backup backup;

  @BeforeEach
  void aBackup() throws IOException {
    backup = new SmallBackups(directory).backup(SmallBackups.BEGIN, 2);
  }

  @Test
  void anUntouchedOneIsIntactAndOnlyItsOwnerReadsIt() throws IOException {
    Manifest manifest = backup.manifest();

    assertThatCode(() -> backup.verify(manifest)).doesNotThrowAnyException();
    assertThat(manifest.files()).extracting(CopiedFile::path).containsExactlyInAnyOrder("postgres/PG_VERSION", "postgres/link");
    assertThat(Files.isDirectory(backup.folder().resolve("postgres/pg_wal"))).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.folder().resolve("postgres/PG_VERSION")))).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.folder()))).isEqualTo("rwx------");
  }

  @Test
  void aChangedFileIsNamed() throws IOException {
    Files.writeString(backup.folder().resolve("postgres/PG_VERSION"), "81\n");

    assertDamaged("postgres/PG_VERSION");
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Files.delete(backup.folder().resolve("postgres/PG_VERSION"));

    assertDamaged("postgres/PG_VERSION");
  }

  @Test
  void aLinkThatPointsElsewhereIsNamed() throws IOException {
    Path link = backup.folder().resolve("postgres/link");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("elsewhere"));

    assertDamaged("postgres/link");
  }

  @Test
  void aMissingSegmentThatTheBackupNeedsIsNamed() throws IOException {
    Files.delete(backup.history().wal().file(SmallBackups.segment(0)));

    assertDamaged("wal/" + SmallBackups.segment(0) + ".gz");
  }

  @Test
  void aDamagedSegmentIsNamed() throws IOException {
    Files.write(backup.history().wal().file(SmallBackups.segment(1)), new byte[] {1, 2, 3});

    assertDamaged("wal/" + SmallBackups.segment(1) + ".gz");
  }

  @Test
  void aChangedManifestIsDamage() throws IOException {
    Path manifest = backup.folder().resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"7\"", "\"8\""));

    assertThatThrownBy(() -> backup.manifest()).isInstanceOf(Failure.class).hasMessageContaining("damaged: manifest.json");
  }

  @Test
  void aManifestOfALaterFormatIsNotGuessedAt() throws IOException {
    Path manifest = backup.folder().resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

    assertThatThrownBy(() -> backup.manifest()).isInstanceOf(Failure.class).hasMessageContaining("format 2").extracting("next").asString().contains("0.1.0");
  }

  @Test
  void aFileThatWouldLeaveTheBackupIsRefused() {
    assertThatThrownBy(() -> new CopiedFile("../outside", 1, "00", null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new CopiedFile("/outside", 1, "00", null)).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertDamaged(String what) throws IOException {
    Manifest manifest = backup.manifest();
    assertThatThrownBy(() -> backup.verify(manifest)).isInstanceOf(Failure.class).hasMessageContaining("damaged: " + what);
  }
}
