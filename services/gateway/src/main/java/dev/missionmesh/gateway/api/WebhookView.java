package dev.missionmesh.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.missionmesh.gateway.application.webhook.WebhookAdministration.Made;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook in answers.
 *
 * @param secret with which its messages are signed; only in the answer that made it
 * @param state {@code enabled} or {@code disabled}
 * @param disabledReason {@code user}, {@code gone} or {@code failing}; null while enabled
 * @param failingSince since when no delivery has succeeded; null while they do
 */
@Schema(name = "Webhook")
record WebhookView(
    String id,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "With which its messages are signed; only in the answer that made it.")
        String secret,
    String url,
    List<String> eventTypes,
    String description,
    @Schema(enumeration = {"enabled", "disabled"}) String state,
    @Schema(nullable = true, enumeration = {"user", "gone", "failing"}) String disabledReason,
    @Schema(nullable = true, description = "Since when no delivery has succeeded.")
        Instant failingSince,
    Instant createdAt,
    String createdBy,
    Instant changedAt) {
  /** All of a tenant's webhooks, newest first. */
  @Schema(name = "WebhookList")
  record Page(List<WebhookView> items) {}

  static WebhookView of(Webhook webhook) {
    return of(webhook, null);
  }

  static WebhookView of(Made made) {
    return of(made.webhook(), made.secret().reveal());
  }

  private static WebhookView of(Webhook webhook, String secret) {
    return new WebhookView(
        webhook.id().toString(),
        secret,
        webhook.url(),
        webhook.eventTypes(),
        webhook.description(),
        webhook.isEnabled() ? "enabled" : "disabled",
        webhook.isEnabled() ? null : webhook.disabled().label(),
        webhook.failingSince(),
        webhook.createdAt(),
        webhook.createdBy(),
        webhook.changedAt());
  }

  @Override
  public String toString() {
    return "WebhookView[" + id + "]";
  }
}
