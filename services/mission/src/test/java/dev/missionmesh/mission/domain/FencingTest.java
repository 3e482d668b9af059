package dev.missionmesh.mission.domain;

import static dev.missionmesh.mission.domain.Fencing.Verdict.HOLDS;
import static dev.missionmesh.mission.domain.Fencing.Verdict.REPEATS;
import static dev.missionmesh.mission.domain.Fencing.Verdict.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.mission.domain.Fencing.Claim;
import dev.missionmesh.mission.domain.Fencing.Completed;
import dev.missionmesh.mission.domain.Fencing.Lease;
import org.junit.jupiter.api.Test;

class FencingTest {
  private final Claim claim = new Claim(2, "node-1", "exited", "abc");
  private final Completed same = new Completed("node-1", "exited", "abc");

  @Test
  void theHolderHolds() {
    assertThat(Fencing.judge(claim, new Lease(true, 2, "node-1"), null)).isEqualTo(HOLDS);
  }

  @Test
  void anOldTokenIsStaleThoughTheNodeIsTheSame() {
    assertThat(Fencing.judge(claim, new Lease(true, 3, "node-1"), null)).isEqualTo(STALE);
  }

  @Test
  void anotherNodeWithTheTokenIsStale() {
    assertThat(Fencing.judge(claim, new Lease(true, 2, "node-2"), null)).isEqualTo(STALE);
  }

  @Test
  void theSameAgainRepeatsWhateverHappenedSince() {
    assertThat(Fencing.judge(claim, new Lease(false, 2, "node-1"), same)).isEqualTo(REPEATS);
    assertThat(Fencing.judge(claim, new Lease(true, 3, "node-2"), same)).isEqualTo(REPEATS);
  }

  @Test
  void anythingElseAfterTheEndIsStale() {
    Lease over = new Lease(false, 2, "node-1");
    assertThat(Fencing.judge(claim, over, null)).isEqualTo(STALE);
    assertThat(Fencing.judge(claim, over, new Completed("node-1", "exited", "other")))
        .isEqualTo(STALE);
    assertThat(Fencing.judge(claim, over, new Completed("node-1", "timed_out", "abc")))
        .isEqualTo(STALE);
    assertThat(Fencing.judge(claim, over, new Completed("node-2", "exited", "abc")))
        .isEqualTo(STALE);
  }

  @Test
  void aClaimantThatNeverHeldTheLeaseIsForeignAndALateOneIsNot() {
    assertThat(Fencing.isForeign(claim, new Lease(true, 2, "node-2"), null)).isTrue();
    assertThat(Fencing.isForeign(claim, new Lease(true, 1, "node-1"), null)).isTrue();
    assertThat(
            Fencing.isForeign(
                claim, new Lease(true, 3, "node-1"), new Completed("node-2", "exited", "abc")))
        .isTrue();
    assertThat(Fencing.isForeign(claim, new Lease(true, 3, "node-2"), null)).isFalse();
    assertThat(Fencing.isForeign(claim, new Lease(false, 2, "node-1"), null)).isFalse();
    assertThat(
            Fencing.isForeign(
                claim, new Lease(false, 2, "node-1"), new Completed("node-1", "timed_out", "x")))
        .isFalse();
  }
}
