package dev.missionmesh.telemetry.application;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.telemetry.domain.Alert;
import java.time.Instant;

/**
 * What file and webhook get, in the form that Standard Webhooks recommends.
 *
 * @param type {@code alert.raised}
 * @param timestamp when it was raised
 */
public record AlertMessage(String type, Instant timestamp, Data data) {
  /** The alert. */
  public record Data(
      String id,
      String tenant,
      String rule,
      String targetKind,
      String target,
      long count,
      long threshold,
      Instant firstSeen,
      Instant lastSeen) {}

  /** One line of JSON, without a newline. */
  static byte[] of(Alert a) {
    Data data =
        new Data(
            a.id().toString(),
            a.tenant().value(),
            a.suspicion().label(),
            a.target().kind(),
            a.target().name(),
            a.count(),
            a.threshold(),
            a.firstSeen(),
            a.lastSeen());
    return EventJson.write(new AlertMessage("alert.raised", a.raisedAt(), data));
  }
}
