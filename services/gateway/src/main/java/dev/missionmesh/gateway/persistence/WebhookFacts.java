package dev.missionmesh.gateway.persistence;

import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.events.WebhookEvents;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** The events that tell of changes of webhooks; numbered by the webhook's revision. */
final class WebhookFacts {
  static OutgoingEvent created(Webhook webhook) {
    return fact(
        EventTypes.WEBHOOK_CREATED,
        webhook,
        new WebhookEvents.Created(
            webhook.id().toString(), origin(webhook), webhook.eventTypes(), webhook.createdBy()));
  }

  static OutgoingEvent changed(Webhook webhook, String by) {
    return fact(
        EventTypes.WEBHOOK_CHANGED,
        webhook,
        new WebhookEvents.Changed(
            webhook.id().toString(),
            origin(webhook),
            webhook.eventTypes(),
            webhook.isEnabled() ? "enabled" : "disabled",
            by));
  }

  static OutgoingEvent deleted(Webhook webhook, String by) {
    return fact(
        EventTypes.WEBHOOK_DELETED,
        webhook,
        new WebhookEvents.Deleted(webhook.id().toString(), by));
  }

  static OutgoingEvent rotated(Webhook webhook, Instant othersEnd, String by) {
    return fact(
        EventTypes.WEBHOOK_SECRET_ROTATED,
        webhook,
        new WebhookEvents.SecretRotated(webhook.id().toString(), othersEnd, by));
  }

  static OutgoingEvent disabled(TenantId tenant, UUID id, long revision, Instant at, String reason) {
    return fact(
        EventTypes.WEBHOOK_DISABLED,
        tenant,
        id,
        revision,
        at,
        new WebhookEvents.Disabled(id.toString(), reason));
  }

  private static String origin(Webhook webhook) {
    URI url = URI.create(webhook.url());
    return url.getScheme() + "://" + url.getAuthority();
  }

  private static OutgoingEvent fact(String type, Webhook webhook, Object data) {
    return fact(type, webhook.tenant(), webhook.id(), webhook.revision(), webhook.changedAt(), data);
  }

  private static OutgoingEvent fact(
      String type, TenantId tenant, UUID id, long revision, Instant at, Object data) {
    return OutgoingEvent.of(
        Topics.AUDIT, type, tenant, id.toString(), revision, at, TenancyFacts.traceparent(), data);
  }

  private WebhookFacts() {}
}
