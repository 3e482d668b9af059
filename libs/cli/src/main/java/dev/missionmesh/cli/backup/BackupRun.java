package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Sha256;
import dev.missionmesh.localpostgres.Folders;
import dev.missionmesh.localpostgres.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes one backup of a running mesh; nobody has to wait for it. Broken off, it leaves nothing that could be taken for a backup. */
final class BackupRun {
  private static final double SLACK = 1.05;
  private static final long SPARE = 64 << 20;

  /** What belongs to the running server alone, or is made anew at a start (PostgreSQL 18, "Making a Base Backup Using the Low Level API"). */
  private static final String LEFT_OUT =
      "(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)"
          + "|postmaster\\.(pid|opts)|backup_label.*|tablespace_map.*|(.*/)?pgsql_tmp.*|(.*/)?pg_internal\\.init";

  private static final List<String> OF_THE_MESH = List.of("secrets", "keys", "trust");
  private final LocalDatabase database;
  private final BackupFolder folder;
  private final String version;

  /** The version is that of the mesh, for the manifest. */
  BackupRun(LocalDatabase database, BackupFolder folder, String version) {
    this.database = database;
    this.folder = folder;
    this.version = version;
  }

  /** Must be the only command that works on this mesh. */
  Backup run(Progress progress) throws IOException, SQLException, InterruptedException {
    try (Connection connection = database.connect()) {
      String system = Sql.text(connection, "select system_identifier::text from pg_control_system()");
      requireOwn(system);
      requireRoom();
      var archiving = new Archiving(database);
      History history = archiving.into(folder, connection);
      var backup = new Backup(history, history.backups().resolve(BackupFolder.name(Instant.now())));
      Path partial = backup.folder().resolveSibling(backup.name() + History.PARTIAL);
      try {
        Manifest manifest = copy(partial, system, connection, progress);
        progress.update("waiting for the log of changes");
        archiving.await(history.wal(), manifest.lastSegment());
        new Backup(history, partial).write(manifest);
        Copying.sync(partial);
        Files.move(partial, backup.folder(), StandardCopyOption.ATOMIC_MOVE);
        Copying.sync(backup.folder());
        return backup;
      } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
        Folders.delete(partial);
        throw e;
      }
    }
  }

  private Manifest copy(Path to, String system, Connection connection, Progress progress)
      throws IOException, SQLException {
    Copying.folder(to);
    Instant startedAt = Sql.time(connection, "select clock_timestamp()");
    progress.update("waiting for a checkpoint");
    String first = Sql.text(connection, "select pg_walfile_name(pg_backup_start('mesh backup', true))");
    var files = new ArrayList<CopiedFile>();
    var tree = new Copying(database.cluster(), to, name -> !name.matches(LEFT_OUT), bytes -> progress.update("copying, " + Sizes.show(bytes)));
    files.addAll(tree.run(Backup.POSTGRES));
    String last = stop(connection, to, files);
    Instant consistentAt = Sql.time(connection, "select clock_timestamp()");
    files.addAll(ofTheMesh(to));
    return new Manifest(version, PostgresBinaries.MAJOR, system, startedAt, consistentAt, first, last, files);
  }

  /** Ends the backup and notes the label that PostgreSQL wants to find in the copy. */
  private static String stop(Connection connection, Path to, List<CopiedFile> files) throws IOException, SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(false)")) {
      rows.next();
      if (rows.getString(3) != null && !rows.getString(3).isEmpty()) {
        throw Failure.error("this PostgreSQL has tablespaces, which a backup does not hold", "Move what lies in them: alter table … set tablespace pg_default");
      }
      Path label = to.resolve(Backup.POSTGRES).resolve("backup_label");
      LocalDatabase.writePrivate(label, rows.getString(2));
      files.add(new CopiedFile(to.relativize(label).toString(), Files.size(label), Sha256.of(label), null));
      return rows.getString(1);
    }
  }

  private List<CopiedFile> ofTheMesh(Path to) throws IOException {
    var files = new ArrayList<CopiedFile>();
    for (String name : OF_THE_MESH) {
      Path tree = database.root().resolve(name);
      if (Files.isDirectory(tree)) files.addAll(new Copying(tree, to, all -> true, bytes -> {}).run(Backup.MESH + "/" + name));
    }
    Path state = to.resolve(Backup.MESH).resolve("mesh.json");
    LocalDatabase.writePrivate(state, Files.readString(database.root().resolve("mesh.json")));
    files.add(new CopiedFile(to.relativize(state).toString(), Files.size(state), Sha256.of(state), null));
    return files;
  }

  private void requireOwn(String system) throws IOException {
    for (Backup other : folder.backups()) {
      if (Retention.isReadable(other) && !other.manifest().system().equals(system)) {
        throw Failure.usage(folder.root() + " holds backups of another mesh", "Give each mesh a folder of its own with --to FOLDER.");
      }
    }
  }

  private void requireRoom() throws IOException {
    Copying.folder(folder.root());
    long needed = (long) (Copying.size(database.cluster()) * SLACK) + SPARE;
    long there = Files.getFileStore(folder.root()).getUsableSpace();
    if (there < needed) {
      throw Failure.error(
          "no room: the backup may take %s, and %s has %s".formatted(Sizes.show(needed), folder.root(), Sizes.show(there)),
          "Name a folder elsewhere with --to, or let old backups go: mesh backup --keep N");
    }
  }
}
