package dev.missionmesh.sandboxruntime.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short-lived programs of the host. */
final class HostCommand {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** How a program ended; {@code output} is both of its streams. */
  record Ended(int exitCode, String output) {
    boolean ok() {
      return exitCode == 0;
    }
  }

  /** Runs a program and waits for it; one that hangs is killed and counts as failed. */
  static Ended run(String... command) {
    return run(List.of(command));
  }

  static Ended run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      Thread.ofPlatform().daemon(true).name("host-command-limit").start(() -> killLate(process));
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      return new Ended(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ended(130, "interrupted");
    }
  }

  /**
   * A program in PATH or where systems keep their administration programs; null if there is none.
   */
  static Path find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/bin:/bin";
    for (String directory : path.split(":")) {
      Path program = Path.of(directory.isEmpty() ? "." : directory, name).toAbsolutePath();
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    return null;
  }

  private static void killLate(Process process) {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }

  private HostCommand() {}
}
