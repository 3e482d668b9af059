package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.application.webhook.Delivery;
import dev.missionmesh.gateway.application.webhook.WebhookMessage;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Reads the parameters of a page of deliveries, and names the one that is wrong. */
final class DeliveryParameters {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  private static final Set<String> STATES = Set.of("pending", "delivered", "failed");

  static int limit(String text) {
    if (text == null) {
      return USUAL;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw invalid("limit", "must be a whole number between 1 and " + MOST);
  }

  static String state(String text) {
    if (text != null && !STATES.contains(text)) {
      throw invalid("state", "must be pending, delivered or failed");
    }
    return text;
  }

  /** An opaque mark of where the next page begins. */
  static String cursor(Delivery last) {
    String mark = last.createdAt() + " " + last.messageId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mark.getBytes(StandardCharsets.UTF_8));
  }

  static Delivery.Mark mark(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ");
      if (parts.length == 2 && parts[0].startsWith("2") && WebhookMessage.isId(parts[1])) {
        return new Delivery.Mark(Instant.parse(parts[0]), parts[1]);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // said below
    }
    throw invalid("cursor", "is not a cursor that was given out here");
  }

  private static ProblemException invalid(String name, String detail) {
    return new ProblemException(
        Problem.INVALID_REQUEST, "A parameter is not valid.", FieldError.parameter(name, detail));
  }

  private DeliveryParameters() {}
}
