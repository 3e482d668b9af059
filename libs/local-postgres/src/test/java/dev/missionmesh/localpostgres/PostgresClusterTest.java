package dev.missionmesh.localpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresClusterTest {
  @TempDir Path folder;
  private PostgresCluster cluster;

  @BeforeEach
  void create() throws Exception {
    cluster = new PostgresCluster(PostgresBinaries.ofThisUser(), folder.resolve("data"));
    cluster.create("a password of the superuser");
  }

  @AfterEach
  void end() throws Exception {
    var server = cluster.running();
    if (server.isPresent()) kill(server.get());
  }

  @Test
  void everyWayInAsksForAPassword() throws IOException {
    List<String> rules = Files.readAllLines(folder.resolve("data/pg_hba.conf"));
    assertThat(rules).isNotEmpty().allMatch(rule -> rule.endsWith("scram-sha-256"));
  }

  @Test
  void aKilledServerStartsAgain() throws Exception {
    start();
    kill(cluster.running().orElseThrow());
    assertThat(cluster.running()).isEmpty();
    start();
    assertThat(cluster.isReady()).isTrue();
  }

  @Test
  void aPidFileThatNamesAnotherProcessIsStale() throws Exception {
    start();
    kill(cluster.running().orElseThrow());
    Path file = folder.resolve("data/postmaster.pid");
    List<String> lines = Files.readAllLines(file);
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(file, lines);

    assertThat(cluster.running()).isEmpty();
    start();
    assertThat(cluster.running().orElseThrow()).isNotEqualTo(ProcessHandle.current());
  }

  private void start() throws Exception {
    new ProcessBuilder(cluster.prepareStart(freePort()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(cluster::isReady);
  }

  private static void kill(ProcessHandle server) throws Exception {
    server.destroyForcibly();
    server.onExit().get(30, TimeUnit.SECONDS);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
