package dev.missionmesh.mission.application;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.domain.MissionState.Finished;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.MissionState.Running;
import dev.missionmesh.mission.domain.MissionState.WaitingRetry;
import java.time.Instant;

/** Says in events how attempts ended. */
public final class AttemptFacts {
  /** What follows from the end of an attempt. */
  public static OutgoingEvent of(EndedAttempt e) {
    return switch (e.end().next()) {
      case Finished finished -> finished(e, finished);
      case WaitingRetry waiting -> event(e, EventTypes.MISSION_RETRY_SCHEDULED, retry(e, waiting));
      case Queued queued ->
          event(
              e,
              EventTypes.MISSION_REQUEUED,
              new MissionEvents.Requeued(
                  e.mission().id().toString(),
                  (int) e.mission().token(),
                  e.mission().node(),
                  e.end().reason(),
                  queued.progress().lostLeases()));
      case Running running ->
          throw new IllegalArgumentException("an attempt that ended does not run");
    };
  }

  private static MissionEvents.RetryScheduled retry(EndedAttempt e, WaitingRetry waiting) {
    Completion told = e.told();
    return new MissionEvents.RetryScheduled(
        e.mission().id().toString(),
        (int) e.mission().token(),
        e.mission().node(),
        told.outcome().text(),
        told.result().exitCode(),
        told.sha256(),
        waiting.nextRunAt(),
        told.sandbox(),
        told.steps());
  }

  private static OutgoingEvent finished(EndedAttempt e, Finished finished) {
    HeldMission m = e.mission();
    return MissionFacts.ended(
        new MissionFacts.Ended(
            m.tenant(),
            m.id(),
            e.sequence(),
            m.name(),
            m.labels(),
            finished.name(),
            finished.reason(),
            m.token(),
            m.node(),
            m.queuedAt(),
            m.startedAt(),
            m.now(),
            m.traceparent()),
        e.told() == null ? Remains.NONE : Remains.of(e.told()));
  }

  private static OutgoingEvent event(EndedAttempt e, String type, Object data) {
    HeldMission m = e.mission();
    return MissionFacts.of(type, m.tenant(), m.id(), e.sequence(), m.now(), m.traceparent(), data);
  }

  /** A completion was refused. */
  public static OutgoingEvent refused(Completion c, String reason, Instant at) {
    var data =
        new AuditEvents.CompletionRefused(
            c.id().toString(), (int) c.token(), c.node(), c.token(), reason, c.sha256());
    return MissionFacts.audit(
        EventTypes.COMPLETION_REFUSED, c.tenant(), c.id().toString(), at, null, data);
  }

  private AttemptFacts() {}
}
