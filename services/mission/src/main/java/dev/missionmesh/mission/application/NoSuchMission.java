package dev.missionmesh.mission.application;

import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;

/** The one answer for a mission that does not exist and for one that is another tenant's. */
public final class NoSuchMission {
  public static ProblemException problem() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such mission.");
  }

  private NoSuchMission() {}
}
