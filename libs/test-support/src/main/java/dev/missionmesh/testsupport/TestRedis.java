package dev.missionmesh.testsupport;

import dev.missionmesh.localpostgres.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * A real Redis or Valkey server of this JVM's own, which forgets all when it ends. Comes from the
 * system's packages; where it is neither installed nor can be, tests that want it fail.
 */
public final class TestRedis implements AutoCloseable {
  private final String program;
  private final Path folder;
  private final URI url;
  private BoundProcess process;

  private TestRedis(String program, Path folder, URI url) {
    this.program = program;
    this.folder = folder;
    this.url = url;
  }

  /** A server that is ready. */
  public static TestRedis start() {
    TestRedis redis = at(freshUrl());
    redis.restart();
    return redis;
  }

  /** An address at which nothing answers yet. */
  public static String freshUrl() {
    try {
      return "redis://:" + UUID.randomUUID() + "@127.0.0.1:" + FreePorts.one();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server at such an address that does not run yet. */
  public static TestRedis at(String url) {
    try {
      String program = HostProgram.find(List.of("valkey-server", "redis-server"), "redis-server");
      Path folder = Files.createTempDirectory("mesh-test-redis-");
      TestRedis redis = new TestRedis(program, folder, URI.create(url));
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Address with the password, {@code redis://:password@127.0.0.1:port}. */
  public String url() {
    return url.toString();
  }

  /** Kills the server ({@code kill -9}). */
  public void kill() {
    process.killNow();
  }

  /** Starts the server, empty, at its address, and waits until it answers. */
  public void restart() {
    try {
      process =
          BoundProcess.start(
              List.of(
                  program,
                  "--bind",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(url.getPort()),
                  "--requirepass",
                  url.getUserInfo().substring(1),
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--dir",
                  folder.toString()),
              "TERM",
              folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("Redis answers")
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              process.requireAlive();
              return answers();
            });
  }

  private boolean answers() {
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == '-';
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the server. */
  @Override
  public void close() {
    if (process != null) {
      process.stop();
    }
    try {
      if (Files.exists(folder)) {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder + " (" + e.getMessage() + ")");
    }
  }
}
