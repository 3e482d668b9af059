package dev.missionmesh.testsupport;

import dev.missionmesh.localpostgres.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** A broker process of this JVM's own, built from {@code libs/local-kafka}. */
final class TestBroker {
  private static final String JAR = "libs/local-kafka/target/local-kafka.jar";
  private static final List<String> USERS =
      List.of(
          TestKafka.ADMIN,
          "gateway",
          "mission",
          "policy",
          "sandbox-runtime",
          "telemetry",
          "search-indexer");

  static TestKafka start() {
    try {
      Path folder = Files.createTempDirectory("mesh-test-kafka-");
      return start(folder, FreePorts.one(), UUID.randomUUID().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestKafka start(Path folder, int port, String password) throws IOException {
    Path users = folder.resolve("users");
    Files.writeString(
        users,
        USERS.stream()
            .map(user -> user + "=" + TestKafka.passwordOf(password, user))
            .collect(Collectors.joining("\n")));
    Path data = folder.resolve("data");
    var process =
        BoundProcess.start(
            command(data, port, FreePorts.one(), users), "TERM", folder.resolve("log.txt"));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
    Awaitility.await("the broker is ready")
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              process.requireAlive();
              return Files.exists(data.resolve("ready"));
            });
    return new TestKafka("127.0.0.1:" + port, password);
  }

  private static List<String> command(Path data, int port, int controllerPort, Path users)
      throws IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "--sun-misc-unsafe-memory-access=allow",
        "-jar",
        jar().toString(),
        data.toString(),
        Integer.toString(port),
        Integer.toString(controllerPort),
        users.toString());
  }

  private static Path jar() throws IOException {
    for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
      if (Files.exists(p.resolve(JAR))) return p.resolve(JAR);
    }
    throw new IOException("no " + JAR + " above the working directory; package libs/local-kafka");
  }

  private static void end(BoundProcess process, Path folder) {
    process.stop();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }

  private TestBroker() {}
}
