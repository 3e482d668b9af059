package dev.missionmesh.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that ends with this JVM, even when the JVM is killed: its guard reads a pipe from us.
 */
final class BoundProcess {
  private static final String GUARD =
      "s=$1; shift; \"$@\" </dev/null & p=$!; read -r _; kill -$s $p; wait $p";
  private final Process guard;
  private final Path log;

  private BoundProcess(Process guard, Path log) {
    this.guard = guard;
    this.log = log;
  }

  /** Starts {@code command}; {@code stopSignal} is what asks it to end in good order. */
  static BoundProcess start(List<String> command, String stopSignal, Path log) throws IOException {
    var guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "guard", stopSignal));
    guarded.addAll(command);
    var builder =
        new ProcessBuilder(guarded).redirectErrorStream(true).redirectOutput(log.toFile());
    return new BoundProcess(builder.start(), log);
  }

  /** Fails with what the process said if it has ended. */
  void requireAlive() throws IOException {
    if (!guard.isAlive()) throw new IOException("ended early: " + Files.readString(log));
  }

  /** Ends the process in good order. */
  void stop() {
    try {
      guard.getOutputStream().close();
      if (!guard.waitFor(20, TimeUnit.SECONDS)) kill();
    } catch (IOException e) {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process at once, as a power cut would, and waits until it is gone. */
  void killNow() {
    guard.descendants().forEach(ProcessHandle::destroyForcibly);
    stop();
  }

  private void kill() {
    guard.descendants().forEach(ProcessHandle::destroyForcibly);
    guard.destroyForcibly();
  }
}
