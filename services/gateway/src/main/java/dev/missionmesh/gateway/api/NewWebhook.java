package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.webhook.EventName;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A webhook to be made.
 *
 * @param eventTypes what it is to be told of, at least one
 * @param description for people, at most 500 characters; null: none
 */
@Schema(name = "NewWebhook")
record NewWebhook(
    @Schema(
            required = true,
            maxLength = 2048,
            description = "An https URL that leads to a public address.",
            examples = "https://hooks.example.com/missionmesh")
        String url,
    @Schema(
            required = true,
            minItems = 1,
            description = "What it is to be told of.",
            examples = "[\"mission.finished\", \"key.rotated\"]")
        List<String> eventTypes,
    @Schema(maxLength = 500, description = "For people.") String description) {
  /** Throws a problem that names every field to blame; the URL is checked elsewhere. */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    if (url == null) {
      errors.add(FieldError.pointer("/url", "is required"));
    }
    checkTypes(eventTypes, errors);
    checkDescription(description, errors);
    requireNone(errors);
  }

  String descriptionOrNone() {
    return description == null ? "" : description;
  }

  static void requireNone(List<FieldError> errors) {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The webhook is not valid.", errors);
    }
  }

  static void checkTypes(List<String> types, List<FieldError> errors) {
    if (types == null || types.isEmpty()) {
      errors.add(FieldError.pointer("/eventTypes", "must name at least one event"));
      return;
    }
    for (int i = 0; i < types.size(); i++) {
      if (EventName.of(types.get(i)).isEmpty()) {
        errors.add(
            FieldError.pointer(
                "/eventTypes/" + i, "must be one of " + String.join(", ", EventName.labels())));
        return;
      }
    }
  }

  static void checkDescription(String description, List<FieldError> errors) {
    if (description != null && !Webhook.isDescription(description)) {
      errors.add(FieldError.pointer("/description", "must be at most 500 characters"));
    }
  }
}
