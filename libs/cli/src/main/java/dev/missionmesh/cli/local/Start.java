package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Starts one part unless it runs, waits until it is ready, and tells what it is doing. */
final class Start {
  private static final int LIMIT_SECONDS = 240;
  private static final int POLL_MS = 25;
  private static final int LOG_LINES = 15;
  private final Part part;
  private final DataFolder data;
  private final Terminal terminal;

  Start(Part part, DataFolder data, Terminal terminal) {
    this.part = part;
    this.data = data;
    this.terminal = terminal;
  }

  /** Returns once the part is ready; fails with the end of its log when it will not be. */
  void run() throws IOException, InterruptedException {
    if (part.isReady()) return;
    long from = System.nanoTime();
    boolean died = part.wasStarted() && part.running().isEmpty();
    var running = part.running();
    terminal.say(line(running.isPresent() ? "is not ready yet" : died ? "had died, starting again" : "starting"));
    ProcessHandle process = running.isPresent() ? running.get() : part.start();
    await(process, from + LIMIT_SECONDS * 1_000_000_000L);
    double seconds = (System.nanoTime() - from) / 1e9;
    terminal.say(line(String.format(Locale.ROOT, "ready after %.1f s", seconds)));
  }

  private void await(ProcessHandle process, long deadline) throws IOException, InterruptedException {
    while (!part.isReady()) {
      if (!process.isAlive()) throw failure("ended while it was starting");
      if (System.nanoTime() > deadline) throw failure("is not ready after " + LIMIT_SECONDS + " s");
      Thread.sleep(POLL_MS);
    }
  }

  private Failure failure(String what) throws IOException {
    Path log = data.log(part.name());
    return new StartFailure(part.name() + " " + what, end(log), "Its whole log is " + log);
  }

  /** The last lines of a log that say what happened rather than where in the program. */
  private static List<String> end(Path log) throws IOException {
    if (!Files.exists(log)) return List.of();
    List<String> telling =
        Files.readAllLines(log).stream().filter(l -> !l.startsWith("\t") && !l.isBlank()).toList();
    return telling.subList(Math.max(0, telling.size() - LOG_LINES), telling.size());
  }

  private String line(String what) {
    return String.format("%-16s %s", part.name(), what);
  }
}
