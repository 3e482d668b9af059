package dev.missionmesh.cli.local;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts processes that outlive this one and its terminal, and ends them. */
final class Daemon {
  private static final long LONGEST_LOG = 16 << 20;
  private static final File NOTHING = new File("/dev/null");

  /** Starts a command in a session of its own, its output added to {@code log}. */
  static ProcessHandle start(List<String> command, Map<String, String> environment, Path folder, Path log)
      throws IOException {
    rotate(log);
    var detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(command);
    var builder =
        new ProcessBuilder(detached)
            .directory(folder.toFile())
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().keySet().removeIf(Daemon::isOurs);
    builder.environment().putAll(environment);
    return builder.start().toHandle();
  }

  /** Ends a process: asks with {@code signal}, and after {@code patience} seconds insists. */
  static void stop(ProcessHandle process, String signal, int patience)
      throws IOException, InterruptedException {
    signal(process, signal);
    if (!ends(process, patience)) {
      process.destroyForcibly();
      ends(process, patience);
    }
  }

  /** Sends a process a signal. */
  static void signal(ProcessHandle process, String signal) throws IOException, InterruptedException {
    String kill = "kill -" + signal + " " + process.pid();
    new ProcessBuilder("sh", "-c", kill).redirectErrorStream(true).start().waitFor();
  }

  /** Kills every process of a group that {@link #start} has made. */
  static void killGroup(long leader) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -KILL -" + leader)
        .redirectErrorStream(true)
        .redirectOutput(Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** What concerns the command line itself is not handed on. */
  private static boolean isOurs(String variable) {
    return List.of("MESH_URL", "MESH_API_KEY", "MESH_DATA", "MESH_HOME").contains(variable);
  }

  private static boolean ends(ProcessHandle process, int seconds) throws InterruptedException {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
      Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Daemon() {}
}
