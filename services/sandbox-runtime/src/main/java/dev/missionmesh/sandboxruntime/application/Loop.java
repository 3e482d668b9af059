package dev.missionmesh.sandboxruntime.application;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The one thread on which the node keeps its books, so that they need no locks. */
public final class Loop implements Executor, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Loop.class);
  private final ScheduledThreadPoolExecutor thread;

  public Loop() {
    thread =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().name("node-loop").daemon(true).unstarted(task));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setRemoveOnCancelPolicy(true);
  }

  /** Runs a task on the loop; after {@link #close} tasks are dropped. */
  @Override
  public void execute(Runnable task) {
    after(Duration.ZERO, task);
  }

  /** Runs a task on the loop after a time. */
  public void after(Duration delay, Runnable task) {
    if (!thread.isShutdown()) {
      var _ = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  /** Runs a task on the loop again and again. */
  public void every(Duration period, Runnable task) {
    var _ =
        thread.scheduleWithFixedDelay(
            guarded(task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a task of the node's loop failed", e);
      }
    };
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
