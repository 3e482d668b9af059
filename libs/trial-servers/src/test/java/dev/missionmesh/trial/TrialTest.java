package dev.missionmesh.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.migrations.DatabaseServer;
import dev.missionmesh.migrations.Logins;
import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers as processes of their own, reached over an address that is not 127.0.0.1. */
class TrialTest {
  private static final String PASSWORD = "a-password-of-some-length";
  private static final String ADDRESS = address();

  @TempDir Path folder;
  private Process process;
  private int port;
  private int health;

  @AfterEach
  void stop() throws InterruptedException {
    if (process == null) return;
    process.destroy();
    assertThat(process.waitFor(40, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void postgresqlHasTheMeshsDatabaseAndLetsInWhoKnowsAPassword() throws Exception {
    start("postgres", Logins.all(), "postgres");

    try (var c = new DatabaseServer(ADDRESS, port).connect("mesh", "mission_api", PASSWORD);
        var rows = c.createStatement().executeQuery("select count(*) from missions")) {
      assertThat(rows.next()).isTrue();
    }
    assertThatThrownBy(() -> new DatabaseServer(ADDRESS, port).connect("mesh", "mission_api", "another"))
        .isInstanceOf(SQLException.class);
    stop();
    assertThat(folder.resolve("data/postgres/18/postmaster.pid")).as("ended in good order").doesNotExist();
  }

  @Test
  void kafkaHasTheMeshsTopicsAndTellsTheAddressByWhichOthersReachIt() throws Exception {
    start("kafka", List.of("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer"), "mesh-admin");

    try (Admin mission = Admin.create(settings("mission", PASSWORD))) {
      assertThat(mission.listTopics().names().get(20, TimeUnit.SECONDS)).contains("mesh.mission.events").doesNotContain("mesh.node.events");
      assertThat(mission.describeCluster().nodes().get(20, TimeUnit.SECONDS)).extracting(n -> n.host() + ":" + n.port()).containsExactly(ADDRESS + ":" + port);
    }
  }

  private void start(String server, List<String> logins, String administrator) throws IOException {
    var passwords = new StringBuilder(administrator + "=" + PASSWORD + "\n");
    logins.forEach(login -> passwords.append(login).append('=').append(PASSWORD).append('\n'));
    Path file = Files.writeString(folder.resolve("passwords"), passwords);
    port = freePorts();
    health = freePorts();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "-cp", System.getProperty("java.class.path"), "dev.missionmesh.trial.Trial", server);
    builder.environment().putAll(
        Map.of(
            "MESH_TRIAL_DATA", folder.resolve("data").toString(),
            "MESH_TRIAL_PORT", Integer.toString(port),
            "MESH_TRIAL_HEALTH_PORT", Integer.toString(health),
            "MESH_TRIAL_ADVERTISED_HOST", ADDRESS,
            "MESH_TRIAL_PASSWORDS", file.toString(),
            "MESH_TRIAL_DATABASE", "mesh"));
    File log = folder.resolve("log").toFile();
    process = builder.redirectErrorStream(true).redirectOutput(log).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> isReady() || !process.isAlive());
    assertThat(isReady()).as(Files.readString(log.toPath())).isTrue();
  }

  private boolean isReady() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health + "/q/health/ready")).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> settings(String user, String password) {
    var settings = new HashMap<String, Object>();
    settings.put("bootstrap.servers", ADDRESS + ":" + port);
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";".formatted(user, password));
    return settings;
  }

  /** The first of three ports in a row that nobody has. */
  private static int freePorts() throws IOException {
    for (int attempt = 0; attempt < 50; attempt++) {
      try (var first = new ServerSocket(0);
          var second = new ServerSocket(first.getLocalPort() + 1);
          var third = new ServerSocket(first.getLocalPort() + 2)) {
        assertThat(third.getLocalPort()).isEqualTo(second.getLocalPort() + 1);
        return first.getLocalPort();
      } catch (IOException | IllegalArgumentException taken) {
        // Another try.
      }
    }
    throw new IOException("no three free ports in a row");
  }

  private static String address() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("127.0.0.2");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
