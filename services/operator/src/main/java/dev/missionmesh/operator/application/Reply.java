package dev.missionmesh.operator.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.StringJoiner;

/**
 * An answer of the mesh.
 *
 * @param body never null; a missing node for none
 * @param entityTag the header {@code ETag} as it is, or null
 */
public record Reply(int status, JsonNode body, String entityTag) {
  private static final int MAX_ERRORS = 5;
  private static final Set<String> PASSING =
      Set.of(
          "unauthenticated",
          "forbidden",
          "tenant-suspended",
          "address-not-allowed",
          "quota-exceeded",
          "queue-full",
          "rate-limited",
          "request-timeout",
          "policy-unavailable",
          "unavailable");

  /** Whether it did what was asked. */
  public boolean ok() {
    return status < 300;
  }

  /** The last part of the problem's type, or {@code ""}. */
  public String problem() {
    String type = body.path("type").asText("");
    return type.substring(type.lastIndexOf('/') + 1);
  }

  /** The problem as a word for conditions: {@code PolicyDenied}, or {@code Status500}. */
  public String reason() {
    String slug = problem();
    if (!slug.matches("[a-z]+(-[a-z]+)*")) {
      return "Status" + status;
    }
    StringBuilder reason = new StringBuilder();
    for (String part : slug.split("-")) {
      reason.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return reason.toString();
  }

  /** What is wrong, with the first fields to blame. */
  public String detail() {
    StringJoiner detail = new StringJoiner("; ");
    detail.add(body.path("detail").asText(body.path("title").asText("status " + status)));
    int shown = 0;
    for (JsonNode error : body.path("errors")) {
      if (shown++ == MAX_ERRORS) break;
      detail.add(error.path("pointer").asText("") + " " + error.path("detail").asText(""));
    }
    return detail.toString();
  }

  /**
   * Whether waiting may cure it; a refusal that is no problem of the mesh's was somebody's on the
   * way.
   */
  public boolean passing() {
    return (!ok() && problem().isEmpty())
        || status == 401
        || status == 408
        || status == 429
        || status >= 500
        || PASSING.contains(problem());
  }

  /** The failure to throw for an answer that waiting may cure. */
  public MeshUnavailable unavailable(Duration after) {
    return new MeshUnavailable(reason(), detail(), after);
  }
}
