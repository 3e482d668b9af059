package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.AttemptResult;
import dev.missionmesh.sandboxruntime.domain.CappedBytes;
import dev.missionmesh.sandboxruntime.domain.Completion;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LogStream;
import dev.missionmesh.sandboxruntime.domain.Outcome;
import dev.missionmesh.sandboxruntime.domain.StopCause;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Runs one attempt in a sandbox from create to destroy. Blocks: one thread per running process. */
final class AttemptRunner {
  private static final Logger LOG = Logger.getLogger(AttemptRunner.class);
  private static final Duration DEATH = Duration.ofSeconds(20);
  private static final int CANNOT_EXECUTE = 126;

  private record Ending(Outcome outcome, AttemptResult result, Usage usage) {
    static Ending without(Outcome outcome, Integer exitCode) {
      return new Ending(outcome, AttemptResult.empty(exitCode), Usage.NONE);
    }
  }

  private final SandboxBackend backend;
  private final AttemptObserver observer;

  AttemptRunner(SandboxBackend backend, AttemptObserver observer) {
    this.backend = backend;
    this.observer = observer;
  }

  /**
   * Runs an attempt. When it returns no process of it is left and mission has its log.
   *
   * @return how it ended; null if the lease was lost, so that nothing may be told
   */
  Completion run(Attempt attempt) {
    AttemptObserver.Watch watch = observer.begin(attempt.lease());
    Completion completion = null;
    try {
      completion = ended(attempt, watch);
    } finally {
      watch.ended(completion);
    }
    return completion;
  }

  private Completion ended(Attempt attempt, AttemptObserver.Watch watch) {
    Lease lease = attempt.lease();
    StepRecorder steps = new StepRecorder();
    SandboxRequest request = SandboxRequest.of(lease);
    String impossible = request.impossible();
    Ending ending;
    if (attempt.cause() != null) {
      ending = Ending.without(stopped(attempt.cause()), null);
    } else if (impossible != null) {
      ending = refuse(impossible);
    } else {
      ending = sandboxed(attempt, request, steps, watch);
    }
    Duration duration = steps.elapsed();
    try {
      attempt.log().finish().join();
    } catch (CompletionException e) {
      LOG.warnf("log was not stored: missionId=%s", lease.ref().missionId());
    }
    if (attempt.cause() == StopCause.LOST) {
      return null;
    }
    AttemptResult result = ending.result;
    if (attempt.log().truncated() && !result.truncated()) {
      result = new AttemptResult(result.exitCode(), result.stdout(), result.stderr(), true);
    }
    return new Completion(
        lease.ref(),
        lease.attempt(),
        ending.outcome,
        result,
        Sealing.seal(result, lease.key()),
        attempt.log().chunks(),
        duration,
        backend.info(),
        steps.steps(),
        ending.usage);
  }

  private Ending sandboxed(
      Attempt attempt, SandboxRequest request, StepRecorder steps, AttemptObserver.Watch watch) {
    try {
      Sandbox sandbox = backend.create(request);
      try {
        steps.done("create");
        attempt.bind(sandbox);
        return exited(attempt, sandbox, steps, watch);
      } finally {
        attempt.unbind();
        sandbox.close();
        steps.done("destroy");
      }
    } catch (SandboxFailed e) {
      LOG.errorf(e, "sandbox failed: missionId=%s", request.missionId());
      return Ending.without(
          attempt.cause() == null ? Outcome.SANDBOX_FAILED : stopped(attempt.cause()), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Ending.without(Outcome.RELEASED, null);
    }
  }

  private Ending exited(
      Attempt attempt, Sandbox sandbox, StepRecorder steps, AttemptObserver.Watch watch)
      throws SandboxFailed, InterruptedException {
    Lease lease = attempt.lease();
    int keep = lease.limits().resultBytes();
    OutputPump out = OutputPump.start(sandbox.stdout(), LogStream.STDOUT, attempt.log(), keep);
    OutputPump err = OutputPump.start(sandbox.stderr(), LogStream.STDERR, attempt.log(), keep);
    sandbox.start();
    steps.done("start");
    watch.spawned(steps.elapsed());
    OptionalInt code = sandbox.awaitExit(lease.timeout());
    if (code.isEmpty()) {
      attempt.stop(StopCause.TIMED_OUT);
      code = sandbox.awaitExit(DEATH);
    }
    steps.done("exit");
    if (code.isEmpty()) {
      throw new SandboxFailed("the process outlived its end by force");
    }
    CappedBytes stdout = out.await();
    CappedBytes stderr = err.await();
    if (attempt.cause() == null && (out.broken() || err.broken())) {
      throw new SandboxFailed("a part of the output was lost");
    }
    Usage usage = sandbox.usage();
    Outcome outcome = outcome(attempt.cause(), code.getAsInt(), sandbox.outOfMemory());
    Integer exitCode = outcome == Outcome.EXITED ? Integer.valueOf(code.getAsInt()) : null;
    return new Ending(
        outcome,
        new AttemptResult(
            exitCode, stdout.bytes(), stderr.bytes(), stdout.overflowed() || stderr.overflowed()),
        usage);
  }

  private static Outcome outcome(StopCause cause, int code, boolean outOfMemory) {
    if (cause != null) {
      return stopped(cause);
    }
    return outOfMemory && code != 0 ? Outcome.OUT_OF_MEMORY : Outcome.EXITED;
  }

  private static Outcome stopped(StopCause cause) {
    return switch (cause) {
      case TIMED_OUT -> Outcome.TIMED_OUT;
      case CANCELLED -> Outcome.CANCELLED;
      case LOST, RELEASED -> Outcome.RELEASED;
    };
  }

  private static Ending refuse(String why) {
    byte[] text = ("cannot execute: " + why + "\n").getBytes(StandardCharsets.UTF_8);
    return new Ending(
        Outcome.EXITED, new AttemptResult(CANNOT_EXECUTE, new byte[0], text, false), Usage.NONE);
  }
}
