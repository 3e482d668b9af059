package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.MeshVersion;
import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh backup}: a copy of a running mesh and, from then on, of every change. */
@Command(
    name = "backup",
    description = {
      "Backs up the mesh on this machine while it runs, and from then on archives every change, so that any moment since can be restored.",
      "A backup holds the mesh's secrets in plain: keep it as you keep them."
    },
    subcommands = {ListBackups.class, StopBackup.class})
public final class BackupCommand implements Callable<Integer> {
  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      description = "Folder of the backups, best on another disk. Default: the last one, at first beside the data folder, named like it with -backups.")
  private Path to;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Then deletes all but the newest N backups of that folder. Default: keeps all.")
  private Integer keep;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    if (keep != null && keep < 1) throw Failure.usage("--keep must be at least 1", "A folder without a backup restores nothing.");
    LocalDatabase database = LocalDatabase.current();
    requireRunning(database);
    BackupFolder folder = folder(database);
    long from = System.nanoTime();
    Backup backup;
    int gone = 0;
    try (AutoCloseable _ = database.exclusively(output.terminal());
        Progress progress = Progress.start(output.terminal(), "Backing up to " + folder.root())) {
      backup = new BackupRun(database, folder, MeshVersion.number()).run(progress);
      if (keep != null) gone = Retention.keep(keep, folder, backup.history());
    }
    show(backup, folder, Duration.ofNanos(System.nanoTime() - from), gone);
    return 0;
  }

  private BackupFolder folder(LocalDatabase database) throws java.io.IOException {
    BackupFolder folder =
        to != null
            ? new BackupFolder(to)
            : new Archiving(database)
                .current()
                .map(history -> new BackupFolder(history.folder().getParent()))
                .orElse(BackupFolder.beside(database.root()));
    if (folder.root().startsWith(database.root())) {
      throw Failure.usage(folder.root() + " lies in the data folder: what takes the one takes the other", "Name a folder elsewhere, best on another disk.");
    }
    return folder;
  }

  static void requireRunning(LocalDatabase database) {
    if (!database.isReady()) {
      throw Failure.error("no mesh runs in " + database.root(), "A backup is made while it runs. Start it with: mesh up");
    }
  }

  private void show(Backup backup, BackupFolder folder, Duration time, int gone) throws java.io.IOException {
    Manifest manifest = backup.manifest();
    String took = Durations.show(time);
    ObjectNode json =
        Documents.object()
            .put("name", backup.name())
            .put("folder", folder.root().toString())
            .put("bytes", manifest.bytes())
            .put("files", manifest.files().size())
            .put("durationMs", time.toMillis())
            .put("restorableFrom", manifest.consistentAt().toString())
            .put("deleted", gone);
    Fields fields =
        new Fields()
            .add("backup", backup.name() + " in " + folder.root())
            .add("size", "%s in %,d files, %s".formatted(Sizes.show(manifest.bytes()), manifest.files().size(), took))
            .add("restores", "any moment from %s on; the archive is at most %d s behind".formatted(manifest.consistentAt(), Archiving.AT_MOST_BEHIND.toSeconds()))
            .add("deleted", gone == 0 ? null : gone + " older")
            .add("secrets", "in it, in plain: keep it as you keep them")
            .add("restore", "mesh restore --from " + folder.root());
    output.showOne(json, backup.name(), fields);
  }
}
