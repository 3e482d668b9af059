package dev.missionmesh.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.RecordedTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each moment is restored from the newest backup that reaches it; what cannot be done is said before anything is touched. */
class RestorePlanTest {
  private static final Instant FIRST = SmallBackups.BEGIN;
  private static final Instant SECOND = FIRST.plus(Duration.ofHours(1));

  @TempDir Path directory;

  private SmallBackups two() throws IOException {
    var backups = new SmallBackups(directory.resolve("backups"));
    Files.createDirectories(backups.folder.root());
    backups.backup(FIRST, 3);
    backups.backup(SECOND, 3);
    return backups;
  }

  private static RestorePlan plan(SmallBackups backups, String at) throws IOException {
    return RestorePlan.of(backups.folder, Optional.of(Instant.parse(at)));
  }

  @Test
  void theNewestBackupThatReachesTheMomentIsTaken() throws IOException {
    SmallBackups backups = two();

    assertThat(plan(backups, "2026-11-22T03:15:00Z").manifest().consistentAt()).isEqualTo(FIRST);
    assertThat(plan(backups, "2026-11-22T04:00:00Z").manifest().consistentAt()).isEqualTo(SECOND);
    RestorePlan latest = RestorePlan.of(backups.folder, Optional.empty());
    assertThat(latest.span().last()).isEqualTo(SECOND.plus(SmallBackups.STEP.multipliedBy(3)));
  }

  @Test
  void aMomentThatNoBackupReachesIsRefusedWithThoseThatCanBeRestored() throws IOException {
    SmallBackups backups = two();

    for (String at : new String[] {"2026-11-22T02:59:59Z", "2026-11-22T03:45:00Z", "2026-11-22T04:30:01Z"}) {
      assertThatThrownBy(() -> plan(backups, at))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("2026-11-22T03:00:00Z to 2026-11-22T03:30:00Z, 2026-11-22T04:00:00Z to 2026-11-22T04:30:00Z");
    }
  }

  @Test
  void aGapInTheLogEndsWhatCanBeRestored() throws IOException {
    SmallBackups backups = two();
    Files.delete(backups.folder.histories().getFirst().wal().file(SmallBackups.segment(2)));

    assertThat(plan(backups, "2026-11-22T03:10:00Z").manifest().consistentAt()).isEqualTo(FIRST);
    assertThatThrownBy(() -> plan(backups, "2026-11-22T03:25:00Z")).hasMessageContaining("03:10:00Z");
  }

  @Test
  void aFolderWithoutBackupsAndNoFolderAreToldApart() {
    assertThatThrownBy(() -> RestorePlan.of(new BackupFolder(directory), Optional.empty())).hasMessageContaining("no backup in");
    assertThatThrownBy(() -> RestorePlan.of(new BackupFolder(directory.resolve("none")), Optional.empty())).hasMessageContaining("no folder");
  }

  @Test
  void anotherMajorVersionOfPostgresIsRefused() throws IOException {
    var backups = new SmallBackups(directory.resolve("backups"));
    Files.createDirectories(backups.folder.root());
    backups.backup(FIRST, 0, 17);
    RestorePlan plan = RestorePlan.of(backups.folder, Optional.empty());

    assertThatThrownBy(() -> plan.check(directory)).hasMessageContaining("PostgreSQL 17").hasMessageContaining("18");
  }

  @Test
  void nothingIsRestoredOverDataUnlessAsked() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("mesh.json"), "{}");
    var run = new RestoreRun(LocalDatabase.in(data, 0), two().folder, RecordedTerminal.piped().terminal());

    try (Progress progress = Progress.start(RecordedTerminal.piped().terminal(), "restoring")) {
      assertThatThrownBy(() -> run.run(Optional.empty(), false, progress))
          .isInstanceOf(Failure.class)
          .hasMessageContaining("there is a mesh in")
          .extracting("next")
          .asString()
          .contains("--replace");
    }
    assertThat(data).isDirectoryContaining("glob:**mesh.json");
    assertThat(directory.resolve("data.restoring")).doesNotExist();
  }

  @Test
  void aDamagedBackupLeavesTheDataAsTheyAre() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("mesh.json"), "{}");
    SmallBackups backups = two();
    Files.writeString(backups.folder.backups().getLast().folder().resolve("postgres/PG_VERSION"), "1");
    var run = new RestoreRun(LocalDatabase.in(data, 0), backups.folder, RecordedTerminal.piped().terminal());

    try (Progress progress = Progress.start(RecordedTerminal.piped().terminal(), "restoring")) {
      assertThatThrownBy(() -> run.run(Optional.empty(), true, progress)).hasMessageContaining("damaged");
    }
    assertThat(data.resolve("mesh.json")).hasContent("{}");
  }

  @Test
  void aTimeWithoutAnOffsetIsNotGuessed() {
    assertThat(exitOf("--at", "2026-11-22T03:14:05")).isEqualTo(ExitCode.USAGE);
  }

  private static int exitOf(String... arguments) {
    return new picocli.CommandLine(new RestoreCommand()).execute(arguments);
  }
}
