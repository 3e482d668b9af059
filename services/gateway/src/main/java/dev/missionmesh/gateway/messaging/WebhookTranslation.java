package dev.missionmesh.gateway.messaging;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.events.TenancyEvents;
import dev.missionmesh.events.WebhookEvents;
import dev.missionmesh.gateway.application.webhook.WebhookMessage;
import dev.missionmesh.gateway.domain.webhook.EventName;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.tenancy.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Says what webhooks are told of a fact: ids, states and hashes, never what a mission printed. */
final class WebhookTranslation {
  static final Map<String, EventName> NAMES =
      Map.ofEntries(
          Map.entry(EventTypes.MISSION_QUEUED, EventName.MISSION_QUEUED),
          Map.entry(EventTypes.MISSION_STARTED, EventName.MISSION_STARTED),
          Map.entry(EventTypes.MISSION_RETRY_SCHEDULED, EventName.MISSION_RETRY_SCHEDULED),
          Map.entry(EventTypes.MISSION_REQUEUED, EventName.MISSION_REQUEUED),
          Map.entry(EventTypes.MISSION_FINISHED, EventName.MISSION_FINISHED),
          Map.entry(EventTypes.MISSION_DISCARDED, EventName.MISSION_DISCARDED),
          Map.entry(EventTypes.MISSION_DENIED, EventName.MISSION_DENIED),
          Map.entry(EventTypes.KEY_CREATED, EventName.KEY_CREATED),
          Map.entry(EventTypes.KEY_ROTATED, EventName.KEY_ROTATED),
          Map.entry(EventTypes.ROTATED_KEY_USED, EventName.KEY_OLD_USED),
          Map.entry(EventTypes.KEY_REVOKED, EventName.KEY_REVOKED),
          Map.entry(EventTypes.WEBHOOK_DISABLED, EventName.WEBHOOK_DISABLED));

  /**
   * The message about a fact of one of {@link #NAMES}.
   *
   * @throws MalformedEvent if the fact cannot be read
   */
  static WebhookMessage message(IncomingEvent event) {
    if (!TenantId.isValid(event.tenant())) {
      throw new MalformedEvent("its tenant is none");
    }
    EventName name = NAMES.get(event.type());
    return WebhookMessage.about(
        id(event), new TenantId(event.tenant()), name.label(), event.time(), data(name, event));
  }

  private static UUID id(IncomingEvent event) {
    try {
      return UUID.fromString(event.id());
    } catch (IllegalArgumentException e) {
      throw new MalformedEvent("its id is no UUID", e);
    }
  }

  private static Map<String, Object> data(EventName name, IncomingEvent event) {
    return switch (name) {
      case MISSION_QUEUED -> queued(event.dataAs(MissionEvents.Queued.class));
      case MISSION_STARTED -> started(event.dataAs(MissionEvents.Started.class));
      case MISSION_RETRY_SCHEDULED -> retried(event.dataAs(MissionEvents.RetryScheduled.class));
      case MISSION_REQUEUED -> requeued(event.dataAs(MissionEvents.Requeued.class));
      case MISSION_FINISHED -> finished(event.dataAs(MissionEvents.Finished.class));
      case MISSION_DISCARDED -> discarded(event.dataAs(MissionEvents.Discarded.class));
      case MISSION_DENIED -> denied(event.dataAs(AuditEvents.MissionDenied.class));
      case KEY_CREATED -> created(event.dataAs(TenancyEvents.KeyCreated.class));
      case KEY_ROTATED -> rotated(event.dataAs(TenancyEvents.KeyRotated.class));
      case KEY_OLD_USED -> used(event.dataAs(TenancyEvents.RotatedKeyUsed.class));
      case KEY_REVOKED -> revoked(event.dataAs(TenancyEvents.KeyRevoked.class));
      case WEBHOOK_DISABLED -> disabled(event.dataAs(WebhookEvents.Disabled.class));
    };
  }

  private static Map<String, Object> queued(MissionEvents.Queued fact) {
    return of(
        "missionId", fact.missionId(), "state", "queued", "specSha256", fact.specSha256(),
        "queuedAt", fact.queuedAt());
  }

  private static Map<String, Object> started(MissionEvents.Started fact) {
    return of(
        "missionId", fact.missionId(), "state", "running", "attempt", fact.attempt(),
        "startedAt", fact.startedAt());
  }

  private static Map<String, Object> retried(MissionEvents.RetryScheduled fact) {
    return of(
        "missionId", fact.missionId(), "state", "waiting_retry", "attempt", fact.attempt(),
        "outcome", fact.outcome(), "exitCode", fact.exitCode(), "nextRunAt", fact.nextRunAt());
  }

  private static Map<String, Object> requeued(MissionEvents.Requeued fact) {
    return of(
        "missionId", fact.missionId(), "state", "queued", "attempt", fact.attempt(),
        "lostLeases", fact.lostLeases());
  }

  private static Map<String, Object> finished(MissionEvents.Finished fact) {
    return of(
        "missionId", fact.missionId(), "state", fact.state(), "outcome", fact.outcome(),
        "exitCode", fact.exitCode(), "attempts", fact.attempts(), "resultSha256", fact.resultSha256(),
        "queuedAt", fact.queuedAt(), "startedAt", fact.startedAt(), "endedAt", fact.endedAt());
  }

  private static Map<String, Object> discarded(MissionEvents.Discarded fact) {
    return of("missionId", fact.missionId(), "principal", fact.principal());
  }

  private static Map<String, Object> denied(AuditEvents.MissionDenied fact) {
    return of(
        "decisionId", fact.decisionId(), "principal", fact.principal(), "specSha256", fact.specSha256(),
        "rule", fact.policy() == null ? null : fact.policy().rule());
  }

  private static Map<String, Object> created(TenancyEvents.KeyCreated fact) {
    return of(
        "keyId", fact.keyId(), "scopes", fact.scopes(), "expiresAt", fact.expiresAt(),
        "principal", fact.principal());
  }

  private static Map<String, Object> rotated(TenancyEvents.KeyRotated fact) {
    return of(
        "keyId", fact.keyId(), "replacedBy", fact.replacedBy(), "endsAt", fact.endsAt(),
        "principal", fact.principal());
  }

  private static Map<String, Object> used(TenancyEvents.RotatedKeyUsed fact) {
    return of("keyId", fact.keyId(), "replacedBy", fact.replacedBy(), "usedAt", fact.usedAt());
  }

  private static Map<String, Object> revoked(TenancyEvents.KeyRevoked fact) {
    return of("keyId", fact.keyId(), "principal", fact.principal());
  }

  private static Map<String, Object> disabled(WebhookEvents.Disabled fact) {
    return of("webhookId", fact.webhookId(), "reason", fact.reason());
  }

  /** Names and values in turn; order is kept, null values stay. */
  private static Map<String, Object> of(Object... pairs) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      members.put((String) pairs[i], pairs[i + 1]);
    }
    return members;
  }

  private WebhookTranslation() {}
}
