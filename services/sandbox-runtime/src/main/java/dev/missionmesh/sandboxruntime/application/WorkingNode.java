package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.application.MissionService.CompletionReceipt;
import dev.missionmesh.sandboxruntime.application.MissionService.Presentation;
import dev.missionmesh.sandboxruntime.application.MissionService.Terms;
import dev.missionmesh.sandboxruntime.application.MissionService.Work;
import dev.missionmesh.sandboxruntime.domain.AttemptResult;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.Outcome;
import dev.missionmesh.sandboxruntime.domain.StopCause;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A node at work: presents itself to mission, leases attempts, runs them, tells how they ended. */
public final class WorkingNode {
  private static final Logger LOG = Logger.getLogger(WorkingNode.class);
  private static final int MAX_UNTOLD_PER_SLOT = 8;

  private final MissionService mission;
  private final Presentation presentation;
  private final NodeTerms terms;
  private final AttemptObserver observer;
  private final NodeEvents events;
  private final Loop loop = new Loop();
  private final LogShipper logs;
  private final ProcessQueue processes;
  private final HeldLeases held;
  private final CompletionQueue completions;
  private final Renewals renewals;
  private final LeasePoll poll;
  private final Backoff registerAgain = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private volatile boolean registered;
  private boolean registering;
  private boolean begun;
  private int maxLeases;
  private int released;
  private Runnable whenIdle;

  public WorkingNode(
      MissionService mission,
      SandboxBackend backend,
      Presentation presentation,
      NodeTerms terms,
      AttemptObserver observer,
      NodeEvents events) {
    this.mission = mission;
    this.presentation = presentation;
    this.terms = terms;
    this.observer = observer;
    this.events = events;
    this.logs = new LogShipper(mission, loop);
    this.processes =
        new ProcessQueue(
            new AttemptRunner(backend, observer), loop, terms.processes(), this::ended);
    this.held = new HeldLeases(System::nanoTime, terms.safety(), processes::stopped);
    this.completions = new CompletionQueue(mission, loop, this::answered);
    this.renewals =
        new Renewals(
            mission,
            loop,
            held,
            completions,
            System::nanoTime,
            terms.cancelCheck(),
            this::register);
    this.poll =
        new LeasePoll(mission, loop, this::room, terms.leaseWait(), this::take, this::register);
  }

  /** Begins to work as soon as mission can be reached. */
  public void start() {
    loop.execute(this::register);
  }

  /** True once mission knows this node. */
  public boolean registered() {
    return registered;
  }

  /** Attempts that have been leased and have not ended. */
  public int leased() {
    return held.size();
  }

  /** Attempts that have a sandbox, or are being given one. */
  public int running() {
    return processes.busy();
  }

  /**
   * Stops in an orderly way: takes no more work, gives running attempts their grace, hands the rest
   * back and tells the mesh. Blocks for little more than the grace.
   */
  public void drain() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    loop.execute(
        () -> {
          whenIdle = () -> told.complete(null);
          poll.stop();
          checkIdle();
        });
    awaitUpTo(told, terms.drainGrace());
    loop.execute(() -> held.stopAll(StopCause.RELEASED));
    awaitUpTo(told, Duration.ofSeconds(5));
    processes.close();
    events.stopped(released).await().atMost(Duration.ofSeconds(5));
    loop.close();
  }

  private static void awaitUpTo(CompletableFuture<Void> told, Duration limit) {
    try {
      told.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("work is left after the wait");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void register() {
    if (registering || whenIdle != null) {
      return;
    }
    registering = true;
    mission
        .register(presentation)
        .emitOn(loop)
        .subscribe()
        .with(
            this::begin,
            failure -> {
              registering = false;
              LOG.infof("mission does not take the node yet: %s", failure.getMessage());
              loop.after(registerAgain.next(), this::register);
            });
  }

  private void begin(Terms granted) {
    registering = false;
    registerAgain.reset();
    maxLeases = granted.maxLeases();
    registered = true;
    if (!begun) {
      begun = true;
      events.registered(presentation);
      renewals.start(granted.renewEvery());
      poll.ask();
    }
  }

  private int room() {
    if (completions.size() > MAX_UNTOLD_PER_SLOT * terms.slots()) {
      return 0;
    }
    return Math.min(terms.slots(), maxLeases) - held.size();
  }

  private void take(Work work) {
    work.leases().forEach(this::accept);
    completions.pump();
    work.cancels().forEach(held::cancel);
  }

  private void accept(Lease lease) {
    if (lease.spec().executor() == Executor.NOOP) {
      completions.add(Sealing.withoutProcess(lease, Outcome.EXITED, AttemptResult.empty(0)));
      return;
    }
    Attempt attempt = new Attempt(lease, new AttemptLog(lease, logs));
    held.add(attempt);
    processes.submit(attempt);
  }

  private void ended(Attempt attempt, Completion completion) {
    if (held.remove(attempt.lease().ref()) && completion != null) {
      released += completion.outcome() == Outcome.RELEASED ? 1 : 0;
      completions.add(completion);
      completions.pump();
    }
    poll.ask();
    checkIdle();
  }

  private void answered(CompletionReceipt receipt) {
    if (receipt.status() != 200) {
      observer.refused(receipt.status());
      LOG.warnf(
          "completion refused: missionId=%s token=%d status=%d reason=%s",
          receipt.missionId(), receipt.token(), receipt.status(), receipt.reason());
    }
    poll.ask();
    checkIdle();
  }

  private void checkIdle() {
    if (whenIdle != null && held.size() == 0 && completions.size() == 0) {
      whenIdle.run();
    }
  }
}
