package dev.missionmesh.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepGuardTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant LONG_AGO = START.minusSeconds(86_400);
  private final SweepGuard guard = new SweepGuard(Duration.ofSeconds(15));

  @Test
  void waitsOneLeaseAfterItsOwnStart() {
    assertThat(guard.maySweep(START, LONG_AGO)).isFalse();
    assertThat(guard.maySweep(START.plusSeconds(14), LONG_AGO)).isFalse();
    assertThat(guard.maySweep(START.plusSeconds(15), LONG_AGO)).isTrue();
  }

  @Test
  void waitsOneLeaseAfterTheDatabaseCameBack() {
    guard.maySweep(START, LONG_AGO);
    guard.disturbed();
    assertThat(guard.maySweep(START.plusSeconds(60), LONG_AGO)).isFalse();
    assertThat(guard.maySweep(START.plusSeconds(75), LONG_AGO)).isTrue();
  }

  @Test
  void waitsOneLeaseAfterTheDatabaseStartedThoughTheConnectionNeverFailed() {
    guard.maySweep(START, LONG_AGO);
    Instant restarted = START.plusSeconds(100);
    assertThat(guard.maySweep(START.plusSeconds(110), restarted)).isFalse();
    assertThat(guard.maySweep(START.plusSeconds(115), restarted)).isTrue();
  }
}
