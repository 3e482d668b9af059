package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** One sandbox, for one attempt. {@link #kill} may come from any thread at any time. */
public interface Sandbox extends AutoCloseable {
  /** Lets the process run; when this returns it does, or has already ended. */
  void start() throws SandboxFailed;

  /**
   * What the process writes; ends when the last process of the sandbox is gone. Reading fails if
   * something of it was lost.
   */
  InputStream stdout();

  /** As {@link #stdout}. */
  InputStream stderr();

  /**
   * Waits for the main process.
   *
   * @return its exit code, 128 + n if signal n ended it; empty if it still runs after {@code limit}
   * @throws SandboxFailed if the sandbox itself ended it, or nobody knows how it ended
   */
  OptionalInt awaitExit(Duration limit) throws SandboxFailed, InterruptedException;

  /** Ends every process in the sandbox by force, now or, if it has not started, at its start. */
  void kill();

  /** True when a process was ended because memory ran out. Call it when both streams have ended. */
  boolean outOfMemory();

  /** What was used so far; all of it when both streams have ended. */
  Usage usage();

  /** Removes everything: processes, limits, work space. Never fails. */
  @Override
  void close();
}
