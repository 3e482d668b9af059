package dev.missionmesh.cli.backup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a mesh archives its log of changes. The data folder remembers it in {@code backup.json}; a backup never holds that file, so
 * that a restored mesh archives nowhere until it is told to.
 */
final class Archiving {
  /** No change is further from the archive than this, however little happens. */
  static final Duration AT_MOST_BEHIND = Duration.ofSeconds(60);

  private static final String OFF = "true";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LAST_CHANCE = Duration.ofSeconds(10);
  private static final int POLL_MS = 50;
  private final LocalDatabase database;

  Archiving(LocalDatabase database) {
    this.database = database;
  }

  /** The folder and history in use; empty while nothing is archived. */
  Optional<History> current() throws IOException {
    Path file = file();
    if (!Files.exists(file)) return Optional.empty();
    JsonNode json = Documents.parse(Files.readString(file));
    Path folder = Path.of(json.path("folder").asText());
    return Optional.of(new BackupFolder(folder).history(json.path("history").asText()));
  }

  /** Archives to a folder from now on: in the history that is being written there, or in a new one. */
  History into(BackupFolder folder, Connection connection) throws IOException, SQLException, InterruptedException {
    requireArchiveMode(connection);
    Optional<History> current = current().filter(history -> history.folder().getParent().equals(folder.root()));
    History history = current.filter(h -> Files.isDirectory(h.wal().folder())).orElse(folder.history(BackupFolder.name(Instant.now())));
    history.create();
    set(connection, history.wal().archiveCommand(), AT_MOST_BEHIND.toSeconds());
    LocalDatabase.writePrivate(
        file(),
        Documents.prettyJson(Documents.object().put("folder", folder.root().toString()).put("history", history.name())) + "\n");
    return history;
  }

  /**
   * Archives nothing from now on. What could be restored until now stays so.
   *
   * @return whether the last changes are in the archive too
   */
  boolean stop(Connection connection) throws IOException, SQLException, InterruptedException {
    boolean complete = true;
    Optional<History> written = current();
    if (written.isPresent()) {
      String last = Sql.text(connection, "select pg_walfile_name(pg_switch_wal())");
      complete = arrives(written.get().wal(), last, LAST_CHANCE);
    }
    set(connection, OFF, 0);
    Files.deleteIfExists(file());
    return complete;
  }

  /** Returns when a segment is in the archive. */
  void await(WalArchive archive, String segment) throws InterruptedException {
    if (arrives(archive, segment, PATIENCE)) return;
    throw Failure.error(
        "PostgreSQL could not write its log of changes to " + archive.folder(),
        "Is there room, and may it write there? It says why in " + database.log() + ". Then run mesh backup again; mesh backup stop ends the attempts.");
  }

  private static boolean arrives(WalArchive archive, String segment, Duration patience) throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (!archive.holds(segment)) {
      if (Instant.now().isAfter(deadline)) return false;
      Thread.sleep(POLL_MS);
    }
    return true;
  }

  private static void requireArchiveMode(Connection connection) throws SQLException {
    if (!Sql.text(connection, "show archive_mode").equals("on")) {
      throw Failure.error(
          "this PostgreSQL was started by an earlier version of the mesh, which archived nothing", "Start it again with: mesh down && mesh up");
    }
  }

  private static void set(Connection connection, String command, long seconds) throws SQLException, InterruptedException {
    Sql.run(connection, "alter system set archive_command = " + Sql.literal(command));
    Sql.run(connection, "alter system set archive_timeout = " + Sql.literal(seconds + "s"));
    Sql.run(connection, "select pg_reload_conf()");
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!Sql.text(connection, "show archive_command").equals(command)) {
      if (Instant.now().isAfter(deadline)) throw Failure.error("PostgreSQL does not take its settings over", null);
      Thread.sleep(POLL_MS);
    }
  }

  private Path file() {
    return database.root().resolve("backup.json");
  }
}
