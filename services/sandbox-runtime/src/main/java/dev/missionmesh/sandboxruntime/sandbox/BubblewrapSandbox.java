package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * One bubblewrap process. It is started at once and its output waits in the pipe until it is read.
 */
final class BubblewrapSandbox implements Sandbox {
  private final Path cell;
  private final Process process;

  BubblewrapSandbox(ProcessBuilder builder, Path cell) throws SandboxFailed {
    this.cell = cell;
    try {
      this.process = builder.start();
    } catch (IOException e) {
      FileTree.delete(cell);
      throw new SandboxFailed("bubblewrap could not be started: " + e.getMessage(), e);
    }
  }

  @Override
  public void start() {
    // it runs since it was made
  }

  @Override
  public InputStream stdout() {
    return process.getInputStream();
  }

  @Override
  public InputStream stderr() {
    return process.getErrorStream();
  }

  @Override
  public OptionalInt awaitExit(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** The sandbox's first process dies with bubblewrap, and all others with it. */
  @Override
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public boolean outOfMemory() {
    return false;
  }

  @Override
  public Usage usage() {
    return Usage.NONE;
  }

  @Override
  public void close() {
    kill();
    FileTree.delete(cell);
  }
}
