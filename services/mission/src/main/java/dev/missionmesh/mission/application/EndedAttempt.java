package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.AttemptEnd;

/** An attempt that is over; {@code told} is what its node told, null if it fell silent. */
public record EndedAttempt(HeldMission mission, AttemptEnd end, Completion told) {
  /** The mission's count after this change. */
  public long sequence() {
    return mission.sequence() + 1;
  }
}
