package dev.missionmesh.endtoend.mesh;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One more replica of the running mesh's gateway: the same program, folders and environment, at a port of its own. */
public final class ExtraGateway implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final Process process;
  private final Path log;

  private ExtraGateway(String address, Process process, Path log) {
    this.address = address;
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** Starts a replica with settings of its own and waits until it is ready. */
  public static ExtraGateway start(RunningMesh mesh, Map<String, String> settings) throws IOException {
    Path original = Path.of("/proc", Long.toString(mesh.process("gateway").pid()));
    int port = freePort();
    Path log = Files.createTempFile(mesh.data(), "gateway-" + port, ".log");
    ProcessBuilder builder =
        new ProcessBuilder(parts(original.resolve("cmdline")))
            .directory(original.resolve("cwd").toRealPath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().clear();
    for (String variable : parts(original.resolve("environ"))) {
      int equals = variable.indexOf('=');
      builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    ExtraGateway gateway = new ExtraGateway("http://127.0.0.1:" + port, builder.start(), log);
    gateway.awaitReady("");
    return gateway;
  }

  private static List<String> parts(Path file) throws IOException {
    return Stream.of(Files.readString(file, StandardCharsets.UTF_8).split("\0")).filter(part -> !part.isEmpty()).toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public URI at(String path) {
    return URI.create(address + path);
  }

  /** Waits until it says that it is ready, with a text in what it says. */
  public void awaitReady(String text) {
    Awaitility.await("a gateway that is ready " + text)
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () -> {
              if (!process.isAlive()) throw new AssertionError(Files.readString(log));
              var answer =
                  client.send(
                      HttpRequest.newBuilder(at("/q/health/ready")).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
              return answer.statusCode() == 200 && answer.body().contains(text);
            });
  }

  /** What it has said. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
