package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A created container. The first process in it writes the exit code to a pipe before it ends. */
final class OciSandbox implements Sandbox {
  private static final Duration CGROUP_EMPTY = Duration.ofSeconds(5);
  private static final int KILLED = 137;

  private final OciRuntime runtime;
  private final CellPool cells;
  private final Cell cell;
  private final ContainerPipes pipes;
  private final ProcessHandle init;
  private final SandboxCgroup cgroup;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  OciSandbox(
      OciRuntime runtime,
      CellPool cells,
      Cell cell,
      ContainerPipes pipes,
      ProcessHandle init,
      SandboxCgroup cgroup) {
    this.runtime = runtime;
    this.cells = cells;
    this.cell = cell;
    this.pipes = pipes;
    this.init = init;
    this.cgroup = cgroup;
    Thread.ofPlatform().daemon(true).name("sandbox-exit").start(this::watchExit);
  }

  private void watchExit() {
    try {
      String code = new String(pipes.exit().readAllBytes(), StandardCharsets.US_ASCII).strip();
      exit.complete(code.matches("[0-9]{1,3}") ? Integer.parseInt(code) : KILLED);
    } catch (IOException e) {
      exit.complete(KILLED);
    }
  }

  @Override
  public void start() throws SandboxFailed {
    HostCommand.Ended ended = runtime.start(cell.id());
    if (!ended.ok() && init.isAlive()) {
      throw new SandboxFailed("container could not be started: " + ended.output());
    }
  }

  @Override
  public InputStream stdout() {
    return pipes.stdout();
  }

  @Override
  public InputStream stderr() {
    return pipes.stderr();
  }

  @Override
  public OptionalInt awaitExit(Duration limit) throws InterruptedException {
    try {
      return OptionalInt.of(exit.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first process is the pid namespace: with it the kernel ends all others. */
  @Override
  public void kill() {
    init.destroyForcibly();
  }

  @Override
  public boolean outOfMemory() {
    return cgroup.outOfMemory();
  }

  @Override
  public Usage usage() {
    return cgroup.usage();
  }

  @Override
  public void close() {
    kill();
    if (cgroup.remove(CGROUP_EMPTY)) {
      runtime.forget(cell.id());
    } else {
      runtime.delete(cell.id());
    }
    pipes.close();
    cells.discard(cell);
  }
}
