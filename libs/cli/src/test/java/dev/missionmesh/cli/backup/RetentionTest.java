package dev.missionmesh.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes is old and whole: never a change that a backup that stays needs, never the last good backup. */
class RetentionTest {
  @TempDir Path directory;
  private SmallBackups backups;
  private Backup first;
  private Backup second;

  @BeforeEach
  void twoBackups() throws IOException {
    backups = new SmallBackups(directory);
    first = backups.backup(SmallBackups.BEGIN, 1);
    second = backups.backup(SmallBackups.BEGIN.plus(Duration.ofHours(1)), 1);
  }

  @Test
  void theOldOneGoesWithItsHistory() throws IOException {
    assertThat(Retention.keep(1, backups.folder, second.history())).isEqualTo(1);

    assertThat(backups.folder.backups()).containsExactly(second);
    assertThat(first.history().folder()).doesNotExist();
    assertThat(second.history().wal().unbrokenFrom(SmallBackups.segment(0))).hasSize(2);
  }

  @Test
  void changesBeforeASegmentGo() throws IOException {
    WalArchive wal = second.history().wal();

    wal.deleteBefore(SmallBackups.segment(1));

    assertThat(wal.holds(SmallBackups.segment(0))).isFalse();
    assertThat(wal.holds(SmallBackups.segment(1))).isTrue();
  }

  @Test
  void nothingGoesWhileThereAreNoMoreThanAreKept() throws IOException {
    assertThat(Retention.keep(2, backups.folder, second.history())).isZero();
    assertThat(backups.folder.backups()).containsExactly(first, second);
  }

  @Test
  void aDamagedOneDoesNotCountAsKept() throws IOException {
    Files.delete(second.folder().resolve("manifest.json"));

    assertThat(Retention.keep(1, backups.folder, second.history())).isZero();
    assertThat(backups.folder.backups()).containsExactly(first, second);
  }
}
