package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Starts one part unless it runs, waits until it is ready, and tells what it is doing. */
final class Start {
  private static final int LIMIT_SECONDS = 240;
  private static final int POLL_MS = 25;
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
    Path file = data.log(part.name());
    StartLog log = running.isPresent() ? new StartLog(file, 0) : StartLog.fromNow(file);
    ProcessHandle process = running.isPresent() ? running.get() : part.start();
    await(process, log, from + LIMIT_SECONDS * 1_000_000_000L);
    double seconds = (System.nanoTime() - from) / 1e9;
    terminal.say(line(String.format(Locale.ROOT, "ready after %.1f s", seconds)));
  }

  /** {@link #run()} as a step beside others. */
  Callable<Void> step() {
    return () -> {
      run();
      return null;
    };
  }

  private void await(ProcessHandle process, StartLog log, long deadline)
      throws IOException, InterruptedException {
    while (!part.isReady()) {
      if (!process.isAlive()) throw ended(log);
      if (System.nanoTime() > deadline) throw failure("is not ready after " + LIMIT_SECONDS + " s", log);
      Thread.sleep(POLL_MS);
    }
  }

  private Failure ended(StartLog log) throws IOException {
    if (log.saysPortTaken()) return new PortTaken(part.name(), log.end(), whole(log));
    return failure("ended while it was starting", log);
  }

  private Failure failure(String what, StartLog log) throws IOException {
    return new StartFailure(part.name() + " " + what, log.end(), whole(log));
  }

  private static String whole(StartLog log) {
    return "Its whole log is " + log.file();
  }

  private String line(String what) {
    return String.format("%-16s %s", part.name(), what);
  }
}
