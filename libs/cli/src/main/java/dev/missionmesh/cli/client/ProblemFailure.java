package dev.missionmesh.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.util.ArrayList;
import java.util.List;

/** An answer of the mesh that is an error (RFC 9457), told to a person. */
public final class ProblemFailure extends Failure {
  private final int status;
  private final String slug;
  private final transient JsonNode problem;

  private ProblemFailure(int status, String slug, JsonNode problem, String message, String next) {
    super(exitCode(status, slug), message, next);
    this.status = status;
    this.slug = slug;
    this.problem = problem;
  }

  /**
   * From an HTTP status and a body, which may be anything; {@code retryAfter} is that header or
   * null.
   */
  static ProblemFailure of(int status, JsonNode body, String retryAfter) {
    String slug = body.path("type").asText("").replaceFirst(".*/", "");
    String title = body.path("title").asText("");
    if (title.isEmpty()) title = "The mesh answered with status " + status;
    String detail = body.path("detail").asText("");
    String message = detail.isEmpty() || detail.equals(title) ? title : title + ": " + detail;
    return new ProblemFailure(status, slug, body, message, advice(status, slug, retryAfter));
  }

  public int status() {
    return status;
  }

  /** Last part of the problem's type, such as {@code policy-denied}; empty when it had none. */
  public String slug() {
    return slug;
  }

  public boolean isDenial() {
    return exitCode() == ExitCode.DENIED;
  }

  /** A member of the problem document, missing when there is none. */
  public JsonNode member(String name) {
    return problem.path(name);
  }

  @Override
  public List<String> details() {
    List<String> lines = new ArrayList<>();
    for (JsonNode error : problem.path("errors")) {
      String where =
          error.has("pointer")
              ? error.path("pointer").asText()
              : error.has("parameter")
                  ? "parameter " + error.path("parameter").asText()
                  : "header " + error.path("header").asText();
      lines.add(
          (where.isEmpty() ? "the whole body" : where) + ": " + error.path("detail").asText());
    }
    if (problem.hasNonNull("rule")) lines.add("rule: " + problem.path("rule").asText());
    if (problem.hasNonNull("policySnapshot"))
      lines.add("policy: " + problem.path("policySnapshot").asText());
    if (status >= 500 && problem.hasNonNull("instance"))
      lines.add("request: " + problem.path("instance").asText());
    return lines;
  }

  private static int exitCode(int status, String slug) {
    if (slug.equals("policy-denied")) return ExitCode.DENIED;
    return status == 401 || status == 403 ? ExitCode.AUTHENTICATION : ExitCode.ERROR;
  }

  private static String advice(int status, String slug, String retryAfter) {
    return switch (slug) {
      case "policy-denied" -> "See the rules in force with: mesh policy list";
      case "idempotency-key-reused" -> "Use another --idempotency-key for another mission.";
      case "not-available" ->
          "This mesh runs without that service; mesh up --profile standard starts it.";
      default ->
          switch (status) {
            case 401 ->
                "Set MESH_API_KEY to a key that is valid here, log in with mesh login, or unset MESH_API_KEY"
                    + " to use the local one.";
            case 403 -> "Use a key with the scope that is missing: mesh key create --help";
            case 404 -> "Check the id; another tenant's things are not found either.";
            case 429 -> "Try again " + (retryAfter == null ? "later." : "in " + retryAfter + " s.");
            case 502, 503, 504 -> "See which service is down with: mesh status";
            case 500 -> "Look at the service's log: mesh status";
            default -> null;
          };
    };
  }
}
