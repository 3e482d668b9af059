package dev.missionmesh.mission.application;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executor;

/**
 * The one event loop on which batches are made and leases are divided: what runs there needs no
 * locks.
 */
@ApplicationScoped
public class EngineThread implements Executor {
  private final Vertx vertx;
  private final Context context;
  private volatile boolean stopped;

  EngineThread(Vertx vertx) {
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }

  void stop(@Observes ShutdownEvent stopping) {
    stopped = true;
  }

  /** Runs a task on this thread again and again, {@code periodMs} apart, until the service stops. */
  public void every(long periodMs, Runnable task) {
    vertx.setPeriodic(
        periodMs,
        timer -> {
          if (stopped) vertx.cancelTimer(timer);
          else execute(task);
        });
  }

  /** Runs a task on this thread once, later. Returns an id for {@link #forget}. */
  public long after(long delayMs, Runnable task) {
    return vertx.setTimer(Math.max(1, delayMs), ignored -> execute(task));
  }

  /** Takes back an {@link #after}. */
  public void forget(long timer) {
    vertx.cancelTimer(timer);
  }
}
