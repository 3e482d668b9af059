package dev.missionmesh.cli.local;

import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.DatabaseServer;
import dev.missionmesh.migrations.Migrations;
import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The PostgreSQL of one data folder, for those who back it up or bring it back. Making one touches nothing on disk. */
public final class LocalDatabase {
  private static final int POLL_MS = 25;
  private final DataFolder data;
  private final int port;

  private LocalDatabase(DataFolder data, int port) {
    this.data = data;
    this.port = port;
  }

  /** That of the mesh on this machine, on the port of its last start (0 if there was none). */
  public static LocalDatabase current() throws IOException {
    DataFolder data = DataFolder.current();
    return new LocalDatabase(data, MeshState.read(data).ports().getOrDefault(PostgresPart.NAME, 0));
  }

  /** That of another data folder, on a port of the caller's choice. */
  public static LocalDatabase in(Path root, int port) {
    return new LocalDatabase(new DataFolder(root.toAbsolutePath().normalize()), port);
  }

  /** The data folder; it need not exist. */
  public Path root() {
    return data.root();
  }

  /** The folder in which PostgreSQL works. */
  public Path cluster() {
    return PostgresPart.cluster(data);
  }

  /** What PostgreSQL says, and why it ended if it did. */
  public Path log() {
    return data.root().resolve("logs").resolve(PostgresPart.NAME + ".log");
  }

  /** Whether it accepts connections. */
  public boolean isReady() {
    return new PostgresCluster(null, cluster()).isReady();
  }

  /** A connection to the mesh's database as the superuser; the caller closes it. */
  public Connection connect() throws IOException, SQLException {
    String password = passwords().of(PostgresCluster.SUPERUSER);
    return new DatabaseServer("127.0.0.1", port).connect(Migrations.DATABASE, PostgresCluster.SUPERUSER, password);
  }

  /**
   * Starts it and waits, however long, until it has recovered and accepts connections.
   *
   * @return false if it ended instead; {@link #log} says why
   */
  public boolean start() throws IOException, InterruptedException {
    PostgresPart part = part();
    ProcessHandle process = part.start();
    while (!part.isReady()) {
      if (!process.isAlive()) return false;
      Thread.sleep(POLL_MS);
    }
    return true;
  }

  /** Ends it in good order; nothing happens when it does not run. */
  public void stop() throws IOException, InterruptedException {
    if (Files.isDirectory(cluster())) part().stop();
  }

  /** Names of the processes of this data folder that live. */
  public List<String> running() throws IOException {
    var names = new ArrayList<String>();
    if (new PostgresCluster(null, cluster()).running().isPresent()) names.add(PostgresPart.NAME);
    Path run = data.root().resolve("run");
    if (!Files.isDirectory(run)) return names;
    try (Stream<Path> files = Files.list(run)) {
      files
          .filter(file -> file.toString().endsWith(".pid"))
          .filter(file -> ProcessStamp.read(file).flatMap(ProcessStamp::alive).isPresent())
          .map(file -> file.getFileName().toString().replace(".pid", ""))
          .sorted()
          .forEach(names::add);
    }
    return names;
  }

  /** Keeps every other command from starting, stopping or changing this mesh until it is closed. The folder is made. */
  public AutoCloseable exclusively(Terminal terminal) throws IOException {
    return UpLock.take(data, terminal);
  }

  /** Writes a file that only this user can read; it appears whole or not at all. */
  public static void writePrivate(Path file, String text) throws IOException {
    DataFolder.writePrivate(file, text);
  }

  private PostgresPart part() throws IOException {
    return new PostgresPart(data, port, passwords());
  }

  private PasswordFile passwords() throws IOException {
    return PasswordFile.of(data.root().resolve("secrets").resolve("postgres.properties"), List.of());
  }
}
