package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Terminal;
import java.util.List;
import java.util.concurrent.Callable;

/** Ends parts in good order, and tells of those that were running. */
final class Stop {
  private final Terminal terminal;

  Stop(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Ends parts beside one another. */
  void all(List<? extends Part> parts) throws Exception {
    Parallel.run(parts.stream().filter(Part::wasStarted).map(this::step).toList());
  }

  private Callable<Void> step(Part part) {
    return () -> {
      boolean running = part.running().isPresent();
      if (running) terminal.say(String.format("%-16s %s", part.name(), "stopping"));
      part.stop();
      return null;
    };
  }
}
