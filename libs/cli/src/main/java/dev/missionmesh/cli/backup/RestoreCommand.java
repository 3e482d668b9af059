package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh restore}: brings the mesh on this machine back as it was. */
@Command(
    name = "restore",
    description = {
      "Brings the mesh on this machine back as it was at a moment. It must not run. Data that are there are moved aside, never deleted.",
      "Broken off, even killed, it leaves what was there. The audit log goes on in a new epoch; see docs/runbooks/restore.md."
    })
public final class RestoreCommand implements Callable<Integer> {
  @Option(names = "--from", paramLabel = "FOLDER", description = "Folder that mesh backup wrote to. Default: the one of this mesh.")
  private Path from;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = Moments.class,
      description = "The moment to restore, such as 2026-11-22T03:14:05Z. Default: the latest that the backup holds.")
  private Instant at;

  @Option(names = "--replace", description = "Moves the data that are there aside. Without it nothing is restored over data.")
  private boolean replace;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    LocalDatabase database = LocalDatabase.current();
    BackupFolder folder = from != null ? new BackupFolder(from) : ListBackups.folder(database, new Archiving(database).current());
    long began = System.nanoTime();
    RestoreRun.Outcome outcome;
    try (Progress progress = Progress.start(output.terminal(), "Restoring from " + folder.root())) {
      outcome = new RestoreRun(database, folder, output.terminal()).run(Optional.ofNullable(at), replace, progress);
    }
    show(outcome, Duration.ofNanos(System.nanoTime() - began));
    return 0;
  }

  private void show(RestoreRun.Outcome outcome, Duration time) {
    String lastChange = outcome.lastChange() == null ? null : outcome.lastChange().toString();
    ObjectNode json =
        Documents.object()
            .put("backup", outcome.backup())
            .put("at", outcome.at().toString())
            .put("lastChange", lastChange)
            .put("auditEpoch", outcome.epoch())
            .put("movedAside", outcome.movedAside() == null ? null : outcome.movedAside().toString())
            .put("durationMs", time.toMillis());
    Fields fields =
        new Fields()
            .add("restored", "the mesh as it was at %s, in %s".formatted(outcome.at(), Durations.show(time)))
            .add("last change", lastChange)
            .add("backup", outcome.backup())
            .add("audit log", outcome.epoch() == 1 ? "none yet" : "goes on in epoch %d: whoever has pinned its key pins it anew".formatted(outcome.epoch()))
            .add("old data", outcome.movedAside() == null ? null : "moved to " + outcome.movedAside())
            .add("backups", "off until the next mesh backup")
            .add("next", "mesh up");
    output.showOne(json, outcome.backup(), fields);
  }
}
