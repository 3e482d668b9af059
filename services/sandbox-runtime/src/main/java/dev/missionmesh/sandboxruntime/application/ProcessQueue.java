package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.AttemptResult;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.Outcome;
import dev.missionmesh.sandboxruntime.domain.StopCause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/** Runs a bounded number of attempts at a time; the others wait in order. Used on the loop only. */
final class ProcessQueue {
  private static final Logger LOG = Logger.getLogger(ProcessQueue.class);

  private final AttemptRunner runner;
  private final Loop loop;
  private final int processes;
  private final BiConsumer<Attempt, Completion> ended;
  private final Deque<Attempt> waiting = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon(true).name("attempt-", 0).factory());
  private final AtomicInteger busy = new AtomicInteger();

  /**
   * @param ended told on the loop of every attempt that is over; the completion is null if its
   *     lease was lost
   */
  ProcessQueue(
      AttemptRunner runner, Loop loop, int processes, BiConsumer<Attempt, Completion> ended) {
    this.runner = runner;
    this.loop = loop;
    this.processes = processes;
    this.ended = ended;
  }

  void submit(Attempt attempt) {
    waiting.add(attempt);
    next();
  }

  /** An attempt has been stopped: if it waits still, it is over now. */
  void stopped(Attempt attempt) {
    if (waiting.remove(attempt)) {
      Lease lease = attempt.lease();
      Outcome outcome =
          attempt.cause() == StopCause.CANCELLED ? Outcome.CANCELLED : Outcome.RELEASED;
      ended.accept(attempt, Sealing.withoutProcess(lease, outcome, AttemptResult.empty(null)));
    }
  }

  /** How many attempts run. */
  int busy() {
    return busy.get();
  }

  void close() {
    threads.shutdownNow();
  }

  private void next() {
    while (busy.get() < processes && !waiting.isEmpty()) {
      busy.incrementAndGet();
      Attempt attempt = waiting.poll();
      threads.execute(() -> run(attempt));
    }
  }

  private void run(Attempt attempt) {
    Completion completion;
    try {
      completion = runner.run(attempt);
    } catch (RuntimeException e) {
      LOG.errorf(e, "attempt failed: missionId=%s", attempt.lease().ref().missionId());
      completion =
          Sealing.withoutProcess(
              attempt.lease(), Outcome.SANDBOX_FAILED, AttemptResult.empty(null));
    }
    Completion told = completion;
    loop.execute(
        () -> {
          busy.decrementAndGet();
          ended.accept(attempt, told);
          next();
        });
  }
}
