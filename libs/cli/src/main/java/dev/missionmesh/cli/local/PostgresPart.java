package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.localpostgres.PostgresBinaries;
import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as a process of its own; its data survives every kind of end. */
final class PostgresPart implements Part {
  static final String NAME = "postgres";
  private static final int PATIENCE_SECONDS = 30;

  /** Can only be turned on at a start; until the first backup names a place, what would be archived is let go. */
  private static final List<String> ARCHIVING = List.of("-c", "archive_mode=on");

  private final DataFolder data;
  private final int port;
  private final PasswordFile passwords;

  PostgresPart(DataFolder data, int port, PasswordFile passwords) {
    this.data = data;
    this.port = port;
    this.passwords = passwords;
  }

  /** The folder of the packaged major version. */
  static Path cluster(DataFolder data) {
    return data.root().resolve("postgres").resolve(Integer.toString(PostgresBinaries.MAJOR));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String url() {
    return "postgresql://127.0.0.1:" + port + "/" + Migrations.DATABASE;
  }

  @Override
  public Optional<ProcessHandle> running() {
    return cluster().running();
  }

  @Override
  public boolean wasStarted() {
    return Files.exists(cluster(data).resolve("postmaster.pid"));
  }

  @Override
  public boolean isReady() {
    return cluster().isReady();
  }

  @Override
  public ProcessHandle start() throws IOException, InterruptedException {
    refuseOtherMajors();
    var cluster = new PostgresCluster(binaries(), cluster(data));
    if (!cluster.exists()) cluster.create(passwords.of(PostgresCluster.SUPERUSER));
    var command = new ArrayList<>(cluster.prepareStart(port));
    command.addAll(ARCHIVING);
    return Daemon.start(command, Map.of(), data.root(), data.log(NAME));
  }

  @Override
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> server = running();
    if (server.isPresent()) Daemon.stop(server.get(), "INT", PATIENCE_SECONDS);
    Files.deleteIfExists(cluster(data).resolve("postmaster.pid"));
  }

  private PostgresCluster cluster() {
    return new PostgresCluster(new PostgresBinaries(data.root()), cluster(data));
  }

  private PostgresBinaries binaries() throws IOException {
    return PostgresBinaries.unpackedIn(data.folder("postgres"));
  }

  private void refuseOtherMajors() throws IOException {
    try (Stream<Path> folders = Files.list(data.folder("postgres"))) {
      List<String> others =
          folders
              .filter(folder -> Files.exists(folder.resolve("PG_VERSION")))
              .map(folder -> folder.getFileName().toString())
              .filter(major -> !major.equals(Integer.toString(PostgresBinaries.MAJOR)))
              .toList();
      if (others.isEmpty() || Files.exists(cluster(data))) return;
      throw Failure.error(
          "the data in %s is of PostgreSQL %s, and this mesh runs %d"
              .formatted(data.root().resolve("postgres"), others.getFirst(), PostgresBinaries.MAJOR),
          "Bring it over with pg_upgrade or pg_dumpall of both versions, or start afresh with another MESH_DATA.");
    }
  }
}
