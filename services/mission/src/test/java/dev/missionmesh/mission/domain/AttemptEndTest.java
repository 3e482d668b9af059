package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.mission.domain.MissionState.Finished;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.MissionState.Running;
import dev.missionmesh.mission.domain.MissionState.WaitingRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AttemptEndTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final RetryPolicy THRICE =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Running running = new Queued(Progress.NONE).leaseTo("node-1", 1);

  private static AttemptEnd end(
      Running mission, Outcome outcome, Integer code, RetryPolicy retries) {
    return AttemptEnd.told(
        mission,
        new AttemptEnd.Told(outcome, code),
        retries,
        Duration.ofSeconds(2),
        NOW,
        RandomGenerator.getDefault());
  }

  @Test
  void anExitOfZeroSucceeds() {
    AttemptEnd end = end(running, Outcome.EXITED, 0, ONCE);
    assertThat(end.next().name()).isEqualTo(StateName.SUCCEEDED);
    assertThat(end.reason()).isNull();
  }

  @Test
  void anotherExitIsFinalUnlessTheMissionAsksForRetries() {
    AttemptEnd end = end(running, Outcome.EXITED, 9, ONCE);
    assertThat(end.next().name()).isEqualTo(StateName.FAILED);
    assertThat(end.reason()).isEqualTo("exit code 9");
  }

  @Test
  void aFailureWaitsForItsRetryAndTheLastOneIsADeadLetter() {
    AttemptEnd first = end(running, Outcome.TIMED_OUT, null, THRICE);
    assertThat(first.next()).isInstanceOf(WaitingRetry.class);
    assertThat(((WaitingRetry) first.next()).nextRunAt())
        .isBetween(NOW.plusMillis(500), NOW.plusSeconds(1));
    assertThat(first.reason()).isEqualTo("timed out after 2 s");

    Running last = new Running(new Progress(2, 0), "node-1", 3, false);
    assertThat(end(last, Outcome.OUT_OF_MEMORY, null, THRICE).next().name())
        .isEqualTo(StateName.DEAD_LETTERED);
  }

  @Test
  void aLostLeaseSpendsNoRetryAndWaitsNoLonger() {
    AttemptEnd end = AttemptEnd.expired(running);
    assertThat(end.next()).isEqualTo(new Queued(new Progress(0, 1)));
  }

  @Test
  void theFifthLostLeaseMakesADeadLetter() {
    Running fifth = new Running(new Progress(0, 4), "node-1", 5, false);
    AttemptEnd end = AttemptEnd.expired(fifth);
    assertThat(end.next().name()).isEqualTo(StateName.DEAD_LETTERED);
    assertThat(end.reason()).contains("5 times");
  }

  @Test
  void aSandboxThatFailedSpendsNoRetryButIsWaitedFor() {
    AttemptEnd end = end(running, Outcome.SANDBOX_FAILED, null, ONCE);
    assertThat(end.reason()).isEqualTo("the sandbox failed");
    assertThat(end.next().progress()).isEqualTo(new Progress(0, 1));
    assertThat(waitAfter(end)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void theWaitForASandboxGrowsWhateverTheMissionsOwnPolicySays() {
    RetryPolicy atOnce = new RetryPolicy(9, Duration.ZERO, Duration.ZERO);
    for (int before = 0; before < Progress.LOST_LEASE_LIMIT - 1; before++) {
      Running mission = new Running(new Progress(0, before), "node-1", before + 1, false);
      Duration most = Duration.ofSeconds(1L << before);
      assertThat(waitAfter(end(mission, Outcome.SANDBOX_FAILED, null, atOnce)))
          .as("after %d earlier failures", before)
          .isBetween(most.dividedBy(2), most);
    }
  }

  @Test
  void theFifthSandboxThatFailedMakesADeadLetter() {
    Running fifth = new Running(new Progress(0, 4), "node-1", 5, false);
    AttemptEnd end = end(fifth, Outcome.SANDBOX_FAILED, null, THRICE);
    assertThat(end.next().name()).isEqualTo(StateName.DEAD_LETTERED);
    assertThat(end.reason()).isEqualTo("the sandbox failed, 5 times in all");
  }

  private static Duration waitAfter(AttemptEnd end) {
    assertThat(end.next()).isInstanceOf(WaitingRetry.class);
    return Duration.between(NOW, ((WaitingRetry) end.next()).nextRunAt());
  }

  @Test
  void aLeaseHandedBackCountsForNothing() {
    assertThat(end(running, Outcome.RELEASED, null, ONCE).next())
        .isEqualTo(new Queued(Progress.NONE));
  }

  @Test
  void aCancelThatWasAskedForEndsWhateverDidNotSucceed() {
    Running cancelling = running.requestCancel();
    for (Outcome outcome : Outcome.values()) {
      Integer code = outcome == Outcome.EXITED ? 137 : null;
      assertThat(end(cancelling, outcome, code, THRICE).next().name())
          .as(outcome.text())
          .isEqualTo(StateName.CANCELLED);
    }
    assertThat(AttemptEnd.expired(cancelling).next().name()).isEqualTo(StateName.CANCELLED);
    assertThat(end(cancelling, Outcome.EXITED, 0, THRICE).next().name())
        .isEqualTo(StateName.SUCCEEDED);
  }

  @Test
  void aCancelThatNobodyAskedForCountsAsASandboxThatFailed() {
    AttemptEnd end = end(running, Outcome.CANCELLED, null, ONCE);
    assertThat(end.next().progress()).isEqualTo(new Progress(0, 1));
    assertThat(waitAfter(end)).isPositive();
  }

  @Test
  void onlyADeadLetterCanBeReplayed() {
    assertThat(new Finished(StateName.DEAD_LETTERED, new Progress(3, 1), "x").replay())
        .isEqualTo(new Queued(Progress.NONE));
    assertThatThrownBy(() -> new Finished(StateName.FAILED, Progress.NONE, "x").replay())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anExitCodeBelongsToAnExitOnly() {
    assertThatThrownBy(() -> new AttemptEnd.Told(Outcome.TIMED_OUT, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AttemptEnd.Told(Outcome.EXITED, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
