package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.Expectation;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.problem.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is to become of a webhook; a member that is null, or absent, stays as it is. */
@Schema(name = "WebhookChange")
record WebhookChange(
    @Schema(maxLength = 2048, examples = "https://hooks.example.com/missionmesh") String url,
    @Schema(minItems = 1, examples = "[\"mission.finished\"]") List<String> eventTypes,
    @Schema(maxLength = 500) String description,
    @Schema(description = "False: nothing is sent, and nothing is kept to be sent.") Boolean enabled) {
  static final WebhookChange ENABLE = new WebhookChange(null, null, null, true);

  /** Throws a problem that names every field to blame; the URL is checked elsewhere. */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    if (eventTypes != null) {
      NewWebhook.checkTypes(eventTypes, errors);
    }
    NewWebhook.checkDescription(description, errors);
    NewWebhook.requireNone(errors);
  }

  /** The webhook with this change, if it is as expected. */
  Webhook applied(Webhook webhook, Expectation expected, Instant now) {
    expected.require(webhook.revision());
    return webhook.changed(
        url == null ? webhook.url() : url,
        eventTypes == null ? webhook.eventTypes() : eventTypes,
        description == null ? webhook.description() : description,
        enabled == null ? webhook.isEnabled() : enabled,
        now);
  }
}
