package dev.missionmesh.mission.application;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.PolicyReceipt;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.Map;

/** Says in events what happened to missions. */
public final class MissionFacts {
  /** A mission was accepted. */
  public static OutgoingEvent queued(Submission s) {
    var data =
        new MissionEvents.Queued(
            s.id().toString(),
            s.spec().name(),
            s.spec().executor(),
            s.spec().labels(),
            s.spec().priority(),
            s.principal(),
            s.specSha256(),
            decision(s.receipt()),
            s.at());
    return of(EventTypes.MISSION_QUEUED, s.tenant(), s.id(), 1, s.at(), s.traceparent(), data);
  }

  /** A submit was denied. */
  public static OutgoingEvent denied(Submission s) {
    var data =
        new AuditEvents.MissionDenied(
            s.id().toString(),
            s.principal(),
            s.spec().name(),
            s.spec().executor(),
            s.specSha256(),
            decision(s.receipt()));
    return audit(
        EventTypes.MISSION_DENIED, s.tenant(), s.id().toString(), s.at(), s.traceparent(), data);
  }

  /** Any event of a mission; {@code sequence} is its own count. */
  public static OutgoingEvent of(
      String type,
      TenantId tenant,
      MissionId id,
      long sequence,
      Instant at,
      String traceparent,
      Object data) {
    return OutgoingEvent.of(
        Topics.MISSION_EVENTS, type, tenant, id.toString(), sequence, at, traceparent, data);
  }

  /** A fact for the audit topic, where the tenant's facts share a key. */
  public static OutgoingEvent audit(
      String type, TenantId tenant, String subject, Instant at, String traceparent, Object data) {
    return OutgoingEvent.of(Topics.AUDIT, type, tenant, subject, 1, at, traceparent, data)
        .keyed(tenant.value());
  }

  /**
   * A mission in its final state.
   *
   * @param attempts how often it was leased
   * @param node of the latest attempt, or null
   */
  public record Ended(
      TenantId tenant,
      MissionId id,
      long sequence,
      String name,
      Map<String, String> labels,
      StateName state,
      String reason,
      long attempts,
      String node,
      Instant queuedAt,
      Instant startedAt,
      Instant endedAt,
      String traceparent) {}

  /** A mission has ended, and its last attempt left this. */
  public static OutgoingEvent ended(Ended e, Remains last) {
    var data =
        new MissionEvents.Finished(
            e.id().toString(),
            e.name(),
            e.state().text(),
            e.reason(),
            e.labels(),
            (int) e.attempts(),
            e.node(),
            last.outcome(),
            last.exitCode(),
            last.resultSha256(),
            last.stdoutExcerpt(),
            last.stderrExcerpt(),
            last.logChunks(),
            last.sandbox(),
            last.steps(),
            last.usage(),
            e.queuedAt(),
            e.startedAt(),
            e.endedAt());
    return of(
        EventTypes.MISSION_FINISHED,
        e.tenant(),
        e.id(),
        e.sequence(),
        e.endedAt(),
        e.traceparent(),
        data);
  }

  public static MissionEvents.Decision decision(PolicyReceipt receipt) {
    return new MissionEvents.Decision(receipt.snapshot(), receipt.decision(), receipt.rule());
  }

  private MissionFacts() {}
}
