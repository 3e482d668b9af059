package dev.missionmesh.events;

import java.time.Instant;
import java.util.List;

/**
 * Data of the events on {@code mesh.audit} about webhooks; subject = webhook id. Of the URL only the origin is told: what follows it
 * may be a secret of the receiver's.
 */
public interface WebhookEvents {
  /** A webhook was made. {@code origin} is {@code https://host:port}. */
  record Created(String webhookId, String origin, List<String> eventTypes, String principal) {}

  /** A webhook was changed, enabled or disabled by a principal. {@code state} is {@code enabled} or {@code disabled}. */
  record Changed(String webhookId, String origin, List<String> eventTypes, String state, String principal) {}

  /** A webhook was deleted. */
  record Deleted(String webhookId, String principal) {}

  /** The mesh disabled a webhook. {@code reason} is {@code gone} or {@code failing}. */
  record Disabled(String webhookId, String reason) {}

  /** A webhook got one more signing secret; those before it end at {@code othersEndAt} at the latest. */
  record SecretRotated(String webhookId, Instant othersEndAt, String principal) {}
}
