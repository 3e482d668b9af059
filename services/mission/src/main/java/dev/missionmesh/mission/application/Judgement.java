package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.AttemptEnd;

/** What a completion leads to. */
public sealed interface Judgement {
  /** It ends the attempt. */
  record Ends(HeldMission mission, AttemptEnd end) implements Judgement {}

  /** It ended the attempt before. */
  record Repeats() implements Judgement {}

  /**
   * It changes nothing.
   *
   * @param status 409 when the lease is gone, 422 when the content does not hold
   * @param recorded true if the refusal goes to the audit log
   */
  record Refused(int status, String reason, boolean recorded) implements Judgement {}
}
