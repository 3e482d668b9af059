package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.mission.domain.WhySentence.Record;
import dev.missionmesh.mission.domain.WhySentence.Scheduler;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WhySentenceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Scheduler IDLE = new Scheduler(0, 1, 8, 0, true);

  private static String why(StateName state, String reason, Scheduler scheduler) {
    var record =
        new Record(state, reason, "node-1", 2, false, NOW.plusSeconds(3), Duration.ofMillis(1250));
    return WhySentence.of(record, scheduler, NOW);
  }

  @Test
  void saysWhatAQueuedMissionWaitsFor() {
    assertThat(why(StateName.QUEUED, null, IDLE))
        .isEqualTo(
            "Waits for a node to lease it (0 of 8 places are taken); it is the tenant's next.");
    assertThat(why(StateName.QUEUED, null, new Scheduler(1, 1, 8, 8, true)))
        .isEqualTo(
            "Waits for a free place on a node (all 8 are taken); 1 mission of the tenant is ahead of it.");
    assertThat(why(StateName.QUEUED, null, new Scheduler(101, 1, 8, 8, true)))
        .contains("more than 100 of the tenant's missions");
    assertThat(why(StateName.QUEUED, null, new Scheduler(0, 0, 0, 0, true)))
        .isEqualTo("Waits because no node is online.");
    assertThat(why(StateName.QUEUED, null, new Scheduler(0, 1, 8, 0, false))).contains("policy");
  }

  @Test
  void saysWhereAMissionRunsAndHowItEnded() {
    assertThat(why(StateName.RUNNING, null, IDLE)).isEqualTo("Attempt 2 runs on node node-1.");
    assertThat(why(StateName.WAITING_RETRY, "exit code 1", IDLE))
        .isEqualTo("Waits for its next attempt in 4 s: exit code 1.");
    assertThat(why(StateName.WAITING_RETRY, "the sandbox failed", IDLE))
        .isEqualTo("Waits for its next attempt in 4 s: the sandbox failed.");
    assertThat(why(StateName.SUCCEEDED, null, IDLE))
        .isEqualTo("Succeeded on attempt 2 after 1.250 s.");
    assertThat(why(StateName.FAILED, "exit code 9", IDLE)).isEqualTo("Failed: exit code 9.");
    assertThat(why(StateName.DEAD_LETTERED, "exit code 9", IDLE))
        .isEqualTo("A dead letter after 2 attempts: exit code 9.");
  }
}
