package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.OutputOptions;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "stop",
    description = "Archives no further changes of the running mesh. Backups stay, and restore what they could until now; the next mesh backup begins again.")
final class StopBackup implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws Exception {
    LocalDatabase database = LocalDatabase.current();
    BackupCommand.requireRunning(database);
    try (AutoCloseable _ = database.exclusively(output.terminal());
        Connection connection = database.connect()) {
      var archiving = new Archiving(database);
      Optional<History> written = archiving.current();
      boolean complete = archiving.stop(connection);
      output.terminal().say(written.map(h -> "No changes are archived to " + h.folder().getParent() + " any more.").orElse("Nothing was being archived."));
      if (!complete) output.terminal().say("The last changes did not get there any more; it says why in " + database.log());
    }
    return 0;
  }
}
