package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** One sandbox, for one attempt. {@link #kill} may come from any thread at any time. */
public interface Sandbox extends AutoCloseable {
  /** Lets the process run. */
  void start() throws SandboxFailed;

  /** What the process writes; ends when the last process of the sandbox is gone. */
  InputStream stdout();

  /** As {@link #stdout}. */
  InputStream stderr();

  /**
   * Waits for the main process.
   *
   * @return its exit code, 128 + n if signal n ended it; empty if it still runs after {@code limit}
   */
  OptionalInt awaitExit(Duration limit) throws InterruptedException;

  /** Ends every process in the sandbox by force, now or, if it has not started, at its start. */
  void kill();

  /** True when a process was ended because memory ran out. Call it after the exit. */
  boolean outOfMemory();

  /** What was used so far. */
  Usage usage();

  /** Removes everything: processes, cgroup, mounts, work space. Never fails. */
  @Override
  void close();
}
