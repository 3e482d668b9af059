package dev.missionmesh.testsupport;

import dev.missionmesh.localpostgres.Folders;
import dev.missionmesh.localpostgres.PostgresBinaries;
import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.DatabaseServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * The PostgreSQL server of a test run: the one named by {@code MESH_TEST_POSTGRES_PORT} and {@code
 * MESH_TEST_POSTGRES_PASSWORD}, or one of this JVM's own that ends with it.
 */
record TestServer(DatabaseServer address, String password) {
  static TestServer find() throws IOException, InterruptedException {
    var port = Setting.of("MESH_TEST_POSTGRES_PORT");
    var password = Setting.of("MESH_TEST_POSTGRES_PASSWORD");
    if (port.isEmpty() || password.isEmpty()) return startOwn();
    return new TestServer(
        new DatabaseServer("127.0.0.1", Integer.parseInt(port.get())), password.get());
  }

  private static TestServer startOwn() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mesh-test-postgres-");
    String password = UUID.randomUUID().toString();
    var cluster = new PostgresCluster(PostgresBinaries.ofThisUser(), folder.resolve("data"));
    cluster.create(password);
    int port = FreePorts.one();
    var process = BoundProcess.start(cluster.prepareStart(port), "INT", folder.resolve("log"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
    Awaitility.await("PostgreSQL accepts connections")
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              process.requireAlive();
              return cluster.isReady();
            });
    return new TestServer(new DatabaseServer("127.0.0.1", port), password);
  }

  private static void end(BoundProcess process, Path folder) {
    process.stop();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
