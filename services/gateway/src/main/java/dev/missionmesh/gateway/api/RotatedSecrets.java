package dev.missionmesh.gateway.api;

import dev.missionmesh.gateway.domain.RotatedSecret;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Secrets that were rotated. */
@Schema(name = "RotatedSecrets")
record RotatedSecrets(
    @Schema(required = true, description = "What was replaced, never a value.", minItems = 1, maxItems = MOST)
        List<Item> secrets) {
  private static final int MOST = 100;

  /** One of them. */
  @Schema(name = "RotatedSecret")
  record Item(
      @Schema(
              required = true,
              description = "Kind and owner.",
              pattern = "^[a-z]{1,20}/[a-z][a-z0-9_-]{0,59}$",
              examples = "signing/gateway")
          String name,
      @Schema(
              required = true,
              description = "Id of the key, or the login, used from now on.",
              pattern = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$",
              examples = "gateway-4fTq9ZbX1cVa")
          String now,
      @Schema(
              required = true,
              description = "When what was used before ends, RFC 3339.",
              examples = "2026-11-21T12:00:00Z")
          String oldUntil) {}

  /** This, if it can be on record; otherwise a problem that names every field to blame. */
  List<RotatedSecret> checked() {
    if (secrets == null || secrets.isEmpty() || secrets.size() > MOST) {
      throw invalid(List.of(FieldError.pointer("/secrets", "must be 1 to " + MOST + " secrets")));
    }
    List<FieldError> errors = new ArrayList<>();
    List<RotatedSecret> checked = new ArrayList<>();
    for (int i = 0; i < secrets.size(); i++) {
      Item item = secrets.get(i);
      String place = "/secrets/" + i;
      if (item == null) {
        errors.add(FieldError.pointer(place, "is missing"));
        continue;
      }
      Instant until = instant(item.oldUntil());
      if (!RotatedSecret.isName(item.name())) {
        errors.add(FieldError.pointer(place + "/name", "must be kind/owner in lower-case letters, digits, - and _"));
      }
      if (!RotatedSecret.isId(item.now())) {
        errors.add(FieldError.pointer(place + "/now", "must be the id of a key or a login, of 1 to 80 characters"));
      }
      if (until == null) {
        errors.add(FieldError.pointer(place + "/oldUntil", "must be a time as in RFC 3339"));
      }
      checked.add(new RotatedSecret(item.name(), item.now(), until));
    }
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
    return checked;
  }

  private static Instant instant(String text) {
    try {
      Instant instant = text == null ? null : Instant.parse(text);
      // As far as every reader of events can tell the year.
      return instant == null || !text.matches("[0-9]{4}-.*") ? null : instant;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static ProblemException invalid(List<FieldError> errors) {
    return new ProblemException(Problem.INVALID_REQUEST, "The rotation is not valid.", errors);
  }
}
