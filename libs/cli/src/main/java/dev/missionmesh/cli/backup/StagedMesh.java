package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A data folder in the making: a copy of a backup in which PostgreSQL replays changes up to a moment. */
final class StagedMesh {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);
  private static final String NOT_REACHED = "recovery ended before configured recovery target was reached";

  /** Settings of the mesh that was backed up, or of the recovery, that the restored one must not have. */
  private static final String DROPPED = "(?s)(archive_|restore_command|recovery_target|hot_standby).*";

  /** PostgreSQL wants to find them, and not every store of files keeps empty folders. */
  private static final List<String> EMPTY =
      List.of(
          "pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat", "pg_stat_tmp", "pg_subtrans", "pg_tblspc",
          "pg_twophase", "pg_commit_ts", "pg_logical/snapshots", "pg_logical/mappings");

  private static final int LINES_TOLD = 5;
  private final Path root;
  private final RestorePlan plan;
  private final LocalDatabase database;

  StagedMesh(Path root, RestorePlan plan) {
    this.root = root;
    this.plan = plan;
    this.database = LocalDatabase.in(root, 0);
  }

  void copy() throws IOException {
    Path from = plan.backup().folder();
    Copying.folder(root);
    new Copying(from.resolve(Backup.MESH), root, all -> true, bytes -> {}).run("");
    Path cluster = root.relativize(database.cluster());
    new Copying(from.resolve(Backup.POSTGRES), root, all -> true, bytes -> {}).run(cluster.toString());
    for (String empty : EMPTY) Copying.folder(database.cluster().resolve(empty));
    // Logins are brought to what the secrets say at the first start.
    Files.deleteIfExists(database.cluster().resolve("mesh.migrated"));
  }

  /** Starts PostgreSQL and returns when it is at the moment of the plan. */
  void recover(LocalDatabase server) throws IOException, InterruptedException {
    settings(plan.at());
    if (server.start()) return;
    // Nothing was committed between the last change archived and the moment asked for: all that was archived is that moment.
    if (!plan.at().isPresent() || !end().contains(NOT_REACHED)) throw ended();
    settings(Optional.empty());
    if (!server.start()) throw ended();
  }

  /** Leaves settings as before the backup, without archiving. */
  void forgetRecovery() throws IOException {
    write(List.of());
  }

  private void settings(Optional<Instant> at) throws IOException {
    WalArchive wal = plan.backup().history().wal();
    String restore = "restore_command = " + quoted(wal.restoreCommand());
    // A hot standby would call itself ready before it is at the moment wanted.
    var lines = new ArrayList<>(List.of(restore, "recovery_target_timeline = 'current'", "hot_standby = 'off'"));
    if (at.isPresent()) {
      lines.add("recovery_target_action = 'promote'");
      lines.add("recovery_target_time = " + quoted(TIME.format(at.get())));
    }
    write(lines);
    Path signal = database.cluster().resolve("recovery.signal");
    if (!Files.exists(signal)) LocalDatabase.writePrivate(signal, "");
  }

  private void write(List<String> more) throws IOException {
    Path file = database.cluster().resolve("postgresql.auto.conf");
    var lines = new ArrayList<>(Files.readAllLines(file).stream().filter(line -> !line.matches(DROPPED)).toList());
    lines.addAll(more);
    LocalDatabase.writePrivate(file, String.join("\n", lines) + "\n");
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private Failure ended() throws IOException {
    return Failure.error("PostgreSQL could not replay the changes:\n" + end(), "Nothing was touched. Another moment (--at) or backup may do; see mesh backup list.");
  }

  private String end() throws IOException {
    List<String> lines = Files.readAllLines(database.log());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
  }
}
