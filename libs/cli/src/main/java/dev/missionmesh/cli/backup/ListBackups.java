package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists backups and the times that can be restored from each; warns when changes do not reach the archive.")
final class ListBackups implements Callable<Integer> {
  private static final String FAILING =
      "select last_failed_time from pg_stat_archiver where last_failed_time > coalesce(last_archived_time, '-infinity')";

  @Option(names = "--from", paramLabel = "FOLDER", description = "Folder of the backups. Default: the one that the mesh writes to.")
  private Path from;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException, SQLException {
    LocalDatabase database = LocalDatabase.current();
    Optional<History> written = new Archiving(database).current();
    BackupFolder folder = from != null ? new BackupFolder(from) : folder(database, written);
    Table table = Table.of("BACKUP", "SIZE", "RESTORES FROM", "TO", "VERSION", "REMARK");
    ObjectNode document = Documents.object();
    var items = document.putArray("items");
    for (Backup backup : folder.backups()) {
      ObjectNode item = items.addObject().put("name", backup.name());
      try {
        Manifest manifest = backup.manifest();
        Backup.Span span = backup.span(manifest);
        String remark = written.filter(backup.history()::equals).isPresent() ? "being continued" : "";
        table.row(backup.name(), Sizes.show(manifest.bytes()), span.first(), span.last(), manifest.mesh(), remark);
        item.put("bytes", manifest.bytes()).put("from", span.first().toString()).put("to", span.last().toString()).put("version", manifest.mesh());
      } catch (Failure damaged) {
        table.row(backup.name(), null, null, null, null, damaged.getMessage());
        item.put("problem", damaged.getMessage());
      }
    }
    output.showList(document, "name", table, "There is no backup in " + folder.root() + ". Make one with: mesh backup");
    if (written.isPresent() && database.isReady()) warn(database);
    return 0;
  }

  static BackupFolder folder(LocalDatabase database, Optional<History> written) {
    return written.map(history -> new BackupFolder(history.folder().getParent())).orElse(BackupFolder.beside(database.root()));
  }

  private void warn(LocalDatabase database) throws IOException, SQLException {
    try (Connection connection = database.connect()) {
      String failing = Sql.text(connection, "select (" + FAILING + ")::text");
      if (failing != null) {
        output.terminal().say("Changes do not reach the archive since " + failing + "; PostgreSQL keeps them until they do. It says why in " + database.log());
      }
    }
  }
}
