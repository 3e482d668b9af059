package dev.missionmesh.trial;

import com.sun.net.httpserver.HttpServer;
import dev.missionmesh.localpostgres.PostgresBinaries;
import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.localpostgres.Reach;
import dev.missionmesh.migrations.DatabaseServer;
import dev.missionmesh.migrations.Migrations;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** PostgreSQL with the mesh's database in it, brought up to date at every start: its folder may be a new one each time. */
final class PostgresServer {
  private static final int PATIENCE_SECONDS = 60;
  private static final int POLL_MS = 100;

  private final Place place;
  private volatile boolean ready;

  PostgresServer(Place place) {
    this.place = place;
  }

  /** Runs until the server ends, which a signal to this process makes it do; its exit code. */
  int run() throws IOException, InterruptedException, SQLException {
    HttpServer health = Health.serve(place.healthPort(), () -> ready);
    try {
      var cluster = cluster();
      Process server = start(cluster);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, cluster), "shutdown"));
      return server.waitFor();
    } finally {
      health.stop(0);
    }
  }

  private PostgresCluster cluster() throws IOException {
    Path folder = Files.createDirectories(place.data().resolve("postgres"));
    Path data = folder.resolve(Integer.toString(PostgresBinaries.MAJOR));
    return new PostgresCluster(PostgresBinaries.unpackedIn(folder), data, Reach.NETWORK);
  }

  /** Starts the server and brings its database up to date. */
  private Process start(PostgresCluster cluster) throws IOException, InterruptedException, SQLException {
    Properties passwords = passwords();
    String superuser = passwords.getProperty(PostgresCluster.SUPERUSER);
    if (!cluster.exists()) cluster.create(superuser);
    Process server = new ProcessBuilder(cluster.prepareStart(place.port())).inheritIO().start();
    try {
      await(server, cluster);
      var migrations =
          new Migrations(new DatabaseServer("127.0.0.1", place.port()), place.database(), passwords::getProperty);
      migrations.provision(PostgresCluster.SUPERUSER, superuser);
      migrations.migrate();
    } catch (IOException | SQLException | RuntimeException e) {
      stop(server, cluster);
      throw e;
    }
    ready = true;
    return server;
  }

  private static void await(Process server, PostgresCluster cluster) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!cluster.isReady()) {
      if (!server.isAlive()) throw new IOException("PostgreSQL ended with " + server.exitValue());
      if (System.nanoTime() > deadline) throw new IOException("PostgreSQL took no connection within " + PATIENCE_SECONDS + " s");
      Thread.sleep(POLL_MS);
    }
  }

  private static void stop(Process server, PostgresCluster cluster) {
    try {
      new ProcessBuilder(cluster.stopCommand(server.pid())).inheritIO().start().waitFor();
      server.waitFor(PATIENCE_SECONDS / 2, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException e) {
      server.destroy();
    }
  }

  private Properties passwords() throws IOException {
    var passwords = new Properties();
    try (Reader reader = Files.newBufferedReader(place.passwords())) {
      passwords.load(reader);
    }
    return passwords;
  }
}
