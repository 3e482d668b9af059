package dev.missionmesh.mission.application;

import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.mission.domain.Outcome;
import java.util.List;

/**
 * What a mission's last attempt left behind, as the event of its end tells it; each member may be
 * null.
 */
public record Remains(
    String outcome,
    Integer exitCode,
    String resultSha256,
    String stdoutExcerpt,
    String stderrExcerpt,
    int logChunks,
    MissionEvents.Sandbox sandbox,
    List<MissionEvents.Step> steps,
    MissionEvents.Usage usage) {
  /** Nothing: there was no attempt, or its node fell silent. */
  public static final Remains NONE = new Remains(null, null, null, null, null, 0, null, null, null);

  /** What the node told. A lease that was handed back unrun leaves no result. */
  static Remains of(Completion told) {
    boolean ran = told.outcome() != Outcome.RELEASED;
    return new Remains(
        told.outcome().text(),
        told.result().exitCode(),
        ran ? told.sha256() : null,
        ran ? OutputText.excerpt(told.result().stdoutBase64()) : null,
        ran ? OutputText.excerpt(told.result().stderrBase64()) : null,
        told.logChunks(),
        told.sandbox(),
        told.steps(),
        told.usage());
  }
}
