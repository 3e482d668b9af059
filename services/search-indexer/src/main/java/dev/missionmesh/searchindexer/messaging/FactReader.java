package dev.missionmesh.searchindexer.messaging;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.MissionEvents.Finished;
import dev.missionmesh.events.MissionEvents.LogRecorded;
import dev.missionmesh.events.MissionEvents.Queued;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.LogChunk;
import dev.missionmesh.searchindexer.domain.MissionFacts;
import dev.missionmesh.searchindexer.domain.MissionIdentity;
import dev.missionmesh.searchindexer.domain.MissionState;
import dev.missionmesh.searchindexer.domain.MissionStatus;
import dev.missionmesh.tenancy.TenantId;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Reads out of events what the index keeps. */
final class FactReader {
  /**
   * The fact an event tells; empty if the index keeps nothing of its kind.
   *
   * @throws MalformedEvent if the event can never be read
   */
  static Optional<Fact> read(IncomingEvent event) {
    try {
      return switch (event.type()) {
        case EventTypes.MISSION_QUEUED -> Optional.of(queued(event));
        case EventTypes.MISSION_STARTED -> Optional.of(pending(event, MissionState.RUNNING));
        case EventTypes.MISSION_RETRY_SCHEDULED ->
            Optional.of(pending(event, MissionState.WAITING_RETRY));
        case EventTypes.MISSION_REQUEUED -> Optional.of(pending(event, MissionState.QUEUED));
        case EventTypes.MISSION_FINISHED -> Optional.of(finished(event));
        case EventTypes.LOG_RECORDED -> Optional.of(log(event));
        default -> Optional.empty();
      };
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new MalformedEvent("a field of the data is missing or out of its range", e);
    }
  }

  private static Fact queued(IncomingEvent event) {
    Queued data = event.dataAs(Queued.class);
    MissionIdentity who =
        new MissionIdentity(data.name(), data.executor(), data.labels(), data.queuedAt());
    return facts(event, who, MissionStatus.pending(event.sequence(), MissionState.QUEUED.text()));
  }

  private static Fact pending(IncomingEvent event, MissionState state) {
    return facts(event, null, MissionStatus.pending(event.sequence(), state.text()));
  }

  private static Fact finished(IncomingEvent event) {
    Finished data = event.dataAs(Finished.class);
    MissionState state =
        MissionState.of(data.state())
            .orElseThrow(() -> new MalformedEvent("state " + data.state() + " is not known"));
    return facts(
        event,
        new MissionIdentity(data.name(), null, data.labels(), data.queuedAt()),
        new MissionStatus(
            event.sequence(),
            state.text(),
            data.reason(),
            data.endedAt(),
            data.exitCode(),
            data.resultSha256(),
            data.stdoutExcerpt(),
            data.stderrExcerpt()));
  }

  private static Fact facts(IncomingEvent event, MissionIdentity who, MissionStatus status) {
    return new MissionFacts(tenant(event), mission(event), who, status);
  }

  private static Fact log(IncomingEvent event) {
    LogRecorded data = event.dataAs(LogRecorded.class);
    return new LogChunk(
        tenant(event),
        mission(event),
        data.attempt(),
        data.chunk(),
        data.sequence(),
        data.stream().equals("stderr") ? "stderr" : "stdout",
        data.at(),
        Base64.getDecoder().decode(data.dataBase64()));
  }

  private static String tenant(IncomingEvent event) {
    return new TenantId(event.tenant()).value();
  }

  private static String mission(IncomingEvent event) {
    return UUID.fromString(event.subject()).toString();
  }

  private FactReader() {}
}
