package dev.missionmesh.mission.domain;

import static dev.missionmesh.mission.domain.QueueDepth.Room.COUNT_FIRST;
import static dev.missionmesh.mission.domain.QueueDepth.Room.FREE;
import static dev.missionmesh.mission.domain.QueueDepth.Room.FULL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class QueueDepthTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private final QueueDepth depth = new QueueDepth(3);

  @Test
  void knowsNothingBeforeTheFirstCount() {
    assertThat(depth.take(NOON)).isEqualTo(COUNT_FIRST);
  }

  @Test
  void givesRoomUntilTheBoundReachesTheLimit() {
    depth.counted(1, NOON);
    assertThat(depth.take(NOON)).isEqualTo(FREE);
    assertThat(depth.take(NOON)).isEqualTo(FREE);
    assertThat(depth.take(NOON)).isEqualTo(FULL);
  }

  @Test
  void countsAgainBeforeItRefusesForLong() {
    depth.counted(3, NOON);
    assertThat(depth.take(NOON.plusMillis(900))).isEqualTo(FULL);
    assertThat(depth.take(NOON.plusMillis(1000))).isEqualTo(COUNT_FIRST);
  }

  @Test
  void anOldCountIsNotTrusted() {
    depth.counted(0, NOON);
    assertThat(depth.take(NOON.plusSeconds(10))).isEqualTo(COUNT_FIRST);
  }

  @Test
  void anotherLimitIsCountedAgainst() {
    depth.counted(3, NOON);
    assertThat(depth.take(NOON)).isEqualTo(FULL);

    depth.limit(5);
    assertThat(depth.take(NOON)).isEqualTo(COUNT_FIRST);
    depth.counted(4, NOON);
    assertThat(depth.take(NOON)).isEqualTo(FREE);
    depth.limit(5);
    assertThat(depth.take(NOON)).isEqualTo(FULL);
  }
}
