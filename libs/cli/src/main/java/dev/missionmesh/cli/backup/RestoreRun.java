package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.audit.RestoredLogs;
import dev.missionmesh.cli.local.LocalDatabase;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Terminal;
import dev.missionmesh.localpostgres.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the mesh of an earlier moment in a folder beside the data folder; only when it is complete the two change places. Everything
 * that can be found wrong before is found before.
 */
final class RestoreRun {
  /**
   * What came out.
   *
   * @param at the moment asked for, or the last one that the archive holds
   * @param lastChange of the last change that is in it; null if there was none after the backup
   * @param epoch in which the audit logs go on; 1 if there are none yet
   * @param movedAside where the data are that were there; null if there were none
   */
  record Outcome(String backup, Instant at, Instant lastChange, int epoch, Path movedAside) {}

  private final LocalDatabase database;
  private final BackupFolder folder;
  private final Terminal terminal;
  private final Path data;
  private final Path staging;

  RestoreRun(LocalDatabase database, BackupFolder folder, Terminal terminal) {
    this.database = database;
    this.folder = folder;
    this.terminal = terminal;
    this.data = database.root();
    this.staging = data.resolveSibling(data.getFileName() + ".restoring");
  }

  Outcome run(Optional<Instant> at, boolean replace, Progress progress) throws Exception {
    requireDown();
    if (holdsData() && !replace) {
      throw Failure.usage(
          "there is a mesh in " + data, "Nothing is restored over data. Move them aside with --replace, or restore into another folder: MESH_DATA=FOLDER mesh restore …");
    }
    RestorePlan plan = RestorePlan.of(folder, at);
    progress.update("checking " + Sizes.show(plan.manifest().bytes()));
    plan.check(data);
    Copying.folder(data);
    try (AutoCloseable _ = database.exclusively(terminal)) {
      requireDown();
      clear();
      try {
        return restore(plan, progress);
      } finally {
        clear();
      }
    }
  }

  private Outcome restore(RestorePlan plan, Progress progress) throws Exception {
    progress.update("copying " + Sizes.show(plan.manifest().bytes()));
    var staged = new StagedMesh(staging, plan);
    staged.copy();
    Path remembered = data.resolve("cli");
    if (Files.isDirectory(remembered)) new Copying(remembered, staging, all -> true, bytes -> {}).run("cli");
    progress.update("replaying changes");
    Outcome outcome = recover(staged, plan);
    Copying.sync(staging);
    return putInPlace(outcome);
  }

  private Outcome recover(StagedMesh staged, RestorePlan plan) throws Exception {
    LocalDatabase restored = LocalDatabase.in(staging, freePort());
    try {
      staged.recover(restored);
      Instant at = plan.at().orElse(plan.span().last());
      Outcome outcome = settle(restored, plan, at);
      restored.stop();
      staged.forgetRecovery();
      return outcome;
    } finally {
      restored.stop();
    }
  }

  private Outcome settle(LocalDatabase restored, RestorePlan plan, Instant at) throws IOException {
    try (Connection connection = restored.connect()) {
      Instant lastChange = Sql.time(connection, "select pg_last_xact_replay_timestamp()");
      var after = new AfterRestore(connection);
      after.run(at);
      RestoredLogs.pin(staging, after.epochs());
      return new Outcome(plan.backup().name(), at, lastChange, after.epoch(), null);
    } catch (SQLException e) {
      throw Failure.error(
          "the restored database cannot be made ready: " + e.getMessage(),
          "Nothing was touched. If the superuser's password was changed by hand since the backup, restore a moment before that.");
    }
  }

  private Outcome putInPlace(Outcome outcome) throws IOException {
    Exchange.swap(staging, data);
    if (isBare(staging)) return outcome;
    Path aside = data.resolveSibling(data.getFileName() + ".replaced-" + BackupFolder.name(Instant.now()));
    Files.move(staging, aside, StandardCopyOption.ATOMIC_MOVE);
    return new Outcome(outcome.backup(), outcome.at(), outcome.lastChange(), outcome.epoch(), aside);
  }

  private void requireDown() throws IOException {
    List<String> running = database.running();
    if (!running.isEmpty()) {
      throw Failure.error("the mesh in %s runs: %s".formatted(data, String.join(", ", running)), "Stop it first with: mesh down");
    }
  }

  private boolean holdsData() {
    return List.of("mesh.json", "postgres", "kafka", "secrets", "keys").stream().anyMatch(name -> Files.exists(data.resolve(name)));
  }

  /** Whether nothing is there but the lock that this command holds. */
  private static boolean isBare(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.allMatch(file -> file.getFileName().toString().equals("run"));
    }
  }

  /** Removes what a restore that was broken off has left. */
  private void clear() throws IOException, InterruptedException {
    if (!Files.exists(staging)) return;
    LocalDatabase.in(staging, 0).stop();
    Folders.delete(staging);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
