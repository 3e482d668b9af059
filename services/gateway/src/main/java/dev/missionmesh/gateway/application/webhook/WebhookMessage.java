package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a webhook is told: a thin message in the shape of the Standard Webhooks specification.
 *
 * @param id {@code msg_} and 32 hexadecimal digits; stays the same from attempt to attempt
 * @param type label of an event
 * @param payload UTF-8 JSON {@code {"type","timestamp","data"}}; these bytes are signed and sent
 */
public record WebhookMessage(
    TenantId tenant, String id, String type, Instant occurredAt, byte[] payload) {
  private static final String PREFIX = "msg_";

  /**
   * The message about an event; the same event always gives the same.
   *
   * @param data its members; null values are left out
   */
  public static WebhookMessage about(
      UUID eventId, TenantId tenant, String type, Instant at, Map<String, ?> data) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("tenant", tenant.value());
    data.forEach(
        (name, value) -> {
          if (value != null) {
            members.put(name, value);
          }
        });
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("type", type);
    payload.put("timestamp", at);
    payload.put("data", members);
    return new WebhookMessage(
        tenant, PREFIX + eventId.toString().replace("-", ""), type, at, EventJson.write(payload));
  }

  public static boolean isId(String text) {
    return text != null && text.matches(PREFIX + "[0-9a-f]{32}");
  }
}
