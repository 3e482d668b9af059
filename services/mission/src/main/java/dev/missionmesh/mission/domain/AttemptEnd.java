package dev.missionmesh.mission.domain;

import dev.missionmesh.mission.domain.MissionState.Finished;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.MissionState.Running;
import dev.missionmesh.mission.domain.MissionState.WaitingRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The end of an attempt and the state that follows from it.
 *
 * @param next the mission's next state
 * @param reason what happened, for people; null for a plain success
 */
public record AttemptEnd(MissionState next, @Nullable String reason) {
  /**
   * How long a mission waits after the mesh could not run it. The mission's own policy is for its
   * own failures: it may well ask for no wait at all, and a host that lacks something needs time.
   */
  static final Backoff AFTER_MESH_FAILURE =
      new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private static final String CANCELLED = "cancelled on request";

  /** What a node told. {@code exitCode} is given exactly when the outcome is {@code EXITED}. */
  public record Told(Outcome outcome, Integer exitCode) {
    public Told {
      if ((outcome == Outcome.EXITED) != (exitCode != null)) {
        throw new IllegalArgumentException(
            "an exit code belongs to the outcome exited, and only to it");
      }
    }
  }

  /** The node told how the attempt ended. */
  public static AttemptEnd told(
      Running mission,
      Told told,
      RetryPolicy retries,
      Duration timeout,
      Instant now,
      RandomGenerator random) {
    return switch (told.outcome()) {
      case EXITED ->
          told.exitCode() == 0
              ? new AttemptEnd(new Finished(StateName.SUCCEEDED, mission.progress(), null), null)
              : failed(mission, "exit code " + told.exitCode(), retries, now, random);
      case TIMED_OUT ->
          failed(mission, "timed out after " + Spoken.duration(timeout), retries, now, random);
      case OUT_OF_MEMORY -> failed(mission, "killed at the memory limit", retries, now, random);
      case CANCELLED, SANDBOX_FAILED -> sandboxFailed(mission, now, random);
      case RELEASED ->
          mission.cancelRequested()
              ? cancelled(mission.progress())
              : new AttemptEnd(new Queued(mission.progress()), "handed back by the node");
    };
  }

  /**
   * The node fell silent and the lease ran out. This spends no retry, and needs no further wait:
   * the lease's time has passed.
   */
  public static AttemptEnd expired(Running mission) {
    return lost(mission, "the lease ran out", Queued::new);
  }

  /** This spends no retry either, but a node can fail again at once: it must not do so at speed. */
  private static AttemptEnd sandboxFailed(Running mission, Instant now, RandomGenerator random) {
    return lost(
        mission,
        "the sandbox failed",
        progress ->
            new WaitingRetry(
                progress, now.plus(AFTER_MESH_FAILURE.after(progress.lostLeases(), random))));
  }

  private static AttemptEnd failed(
      Running mission, String reason, RetryPolicy retries, Instant now, RandomGenerator random) {
    Progress progress = mission.progress().withFailure();
    if (mission.cancelRequested()) return cancelled(progress);
    if (retries.allowsAnother(progress.failures())) {
      Instant next = now.plus(retries.delayAfter(progress.failures(), random));
      return new AttemptEnd(new WaitingRetry(progress, next), reason);
    }
    StateName end = retries.maxAttempts() == 1 ? StateName.FAILED : StateName.DEAD_LETTERED;
    return new AttemptEnd(new Finished(end, progress, reason), reason);
  }

  private static AttemptEnd lost(
      Running mission, String reason, Function<Progress, MissionState> again) {
    if (mission.cancelRequested()) return cancelled(mission.progress());
    Progress progress = mission.progress().withLostLease();
    if (progress.lostLeases() < Progress.LOST_LEASE_LIMIT) {
      return new AttemptEnd(again.apply(progress), reason);
    }
    String last = reason + ", " + progress.lostLeases() + " times in all";
    return new AttemptEnd(new Finished(StateName.DEAD_LETTERED, progress, last), last);
  }

  private static AttemptEnd cancelled(Progress progress) {
    return new AttemptEnd(new Finished(StateName.CANCELLED, progress, CANCELLED), CANCELLED);
  }
}
