package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.application.Sandbox;
import dev.missionmesh.sandboxruntime.application.SandboxFailed;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One Pod. It is made when the sandbox starts, since a Pod runs as soon as it can. */
final class PodSandbox implements Sandbox, PodWatch.Listener {
  private static final int KILLED = 137;
  private static final Duration END = Duration.ofSeconds(10);

  private final PodLife life;
  private final LogReading log;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<PodState> ended;
  private volatile PodState last = new PodState.Waiting("nothing was told of it");
  private volatile boolean killed;
  private volatile boolean started;

  PodSandbox(PodLife life, PodLog log) {
    this.life = life;
    this.ended = new CompletableFuture<>();
    this.log = new LogReading(log, life.pod(), ended, life.patience());
  }

  String pod() {
    return life.pod();
  }

  @Override
  public void start() throws SandboxFailed {
    try {
      long begun = System.nanoTime();
      if (killed) {
        throw new SandboxFailed("ended before it began");
      }
      life.make(() -> killed);
      started = true;
      if (killed) {
        life.remove(false);
      }
      running.get(
          Math.max(1, life.patience().toNanos() - (System.nanoTime() - begun)),
          TimeUnit.NANOSECONDS);
      if (ended.getNow(null) instanceof PodState.Failed(String why)) {
        throw new SandboxFailed("the Pod did not run: " + why);
      }
      log.start();
    } catch (TimeoutException e) {
      String why = last instanceof PodState.Waiting(String reason) ? reason : "no reason given";
      throw new SandboxFailed("the Pod did not start in time: " + why, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailed("interrupted", e);
    }
  }

  @Override
  public void state(PodState state) {
    last = state;
    if (state.isFinal()) {
      ended.complete(state);
      running.complete(null);
    } else if (state instanceof PodState.Running) {
      running.complete(null);
    }
  }

  @Override
  public void gone() {
    life.gone();
    state(new PodState.Failed("the Pod was removed by somebody else"));
  }

  /** The node may not go on with it: others may clear up after the node. */
  void abandon() {
    state(new PodState.Failed("the node's Lease was lost"));
    life.remove(false);
  }

  @Override
  public InputStream stdout() {
    return log.stdout();
  }

  @Override
  public InputStream stderr() {
    return log.stderr();
  }

  @Override
  public OptionalInt awaitExit(Duration limit) throws SandboxFailed, InterruptedException {
    PodState end;
    try {
      end = ended.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return OptionalInt.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return switch (end) {
      case PodState.Ended(int code, boolean memory) -> OptionalInt.of(code);
      case PodState.DiskFull full -> OptionalInt.of(KILLED);
      case PodState.Failed(String why) -> {
        if (killed) {
          yield OptionalInt.of(KILLED);
        }
        throw new SandboxFailed("the Pod did not end by itself: " + why);
      }
      default -> throw new IllegalStateException(end.toString());
    };
  }

  @Override
  public void kill() {
    killed = true;
    if (started) {
      life.remove(false);
    }
  }

  @Override
  public boolean outOfMemory() {
    return log.pieces().outOfMemory()
        || (ended.getNow(null) instanceof PodState.Ended end && end.outOfMemory());
  }

  @Override
  public Usage usage() {
    return log.pieces().usage();
  }

  /**
   * Of a Pod whose process has ended only the object is left, which goes beside the caller's work.
   */
  @Override
  public void close() {
    killed = true;
    log.close();
    PodState end = ended.getNow(null);
    boolean over = end instanceof PodState.Ended || end instanceof PodState.DiskFull;
    life.remove(over);
    if (!over) {
      try {
        life.absent().get(END.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (TimeoutException | ExecutionException e) {
        // goes on beside
      }
    }
  }
}
