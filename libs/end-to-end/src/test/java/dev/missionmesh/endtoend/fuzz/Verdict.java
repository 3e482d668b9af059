package dev.missionmesh.endtoend.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges an answer by what every answer must be, and by what the document says of the operation. */
final class Verdict {
  private static final Pattern INSIDES =
      Pattern.compile("\\bat [a-z]+\\.[\\w.$]+\\(|Exception|dev\\.missionmesh\\.|java\\.(lang|util|io)|io\\.(vertx|quarkus|netty)|org\\.(jboss|postgresql)|com\\.fasterxml|SQLSTATE");
  private static final Set<Integer> NOT_FOR_VALID = Set.of(400, 401, 405, 406, 411, 413, 414, 415, 431);

  private final ApiModel api;

  Verdict(ApiModel api) {
    this.api = api;
  }

  /** What is wrong; null if nothing. */
  String on(FuzzedRequest request, Answer answer) {
    int status = answer.status();
    if (status == 0) return request.belowHttp || request.cutOff || request.isLong() ? null : "closed without an answer";
    if (status >= 500 && !request.belowHttp) return "a server error: " + shown(answer);
    if (request.belowHttp && !answer.mediaType().equals("application/problem+json")) {
      if (status >= 500) return status == 500 ? "a server error: " + shown(answer) : null;
      return status < 400 ? null : insides(answer);
    }
    if (status >= 400) return problem(request, answer);
    return documented(request, answer);
  }

  private String problem(FuzzedRequest request, Answer answer) {
    if (request.flavour.equals("valid") && NOT_FOR_VALID.contains(answer.status())) return "refused though valid: " + shown(answer);
    if (request.method.equals("HEAD")) return null;
    if (!answer.mediaType().equals("application/problem+json")) return "no problem document: " + shown(answer);
    List<String> faults = api.faults(api.problemSchema(), answer.text());
    if (!faults.isEmpty()) return "not a problem by the document: " + faults + " " + shown(answer);
    JsonNode problem = json(answer);
    if (problem.path("status").asInt() != answer.status()) return "another status inside: " + shown(answer);
    if (!problem.path("instance").asText().equals("urn:uuid:" + answer.header("x-request-id"))) return "another instance: " + shown(answer);
    return insides(answer);
  }

  private static String insides(Answer answer) {
    return INSIDES.matcher(answer.text()).find() ? "shows its insides: " + shown(answer) : null;
  }

  private String documented(FuzzedRequest request, Answer answer) {
    boolean itself = request.method.equals(request.operation.method()) && !request.flavour.equals("odd path");
    if (!itself) return null;
    JsonNode response = request.operation.responses().path(Integer.toString(answer.status()));
    if (response.isMissingNode()) return "the document knows no answer " + answer.status();
    JsonNode content = response.path("content");
    if (content.isMissingNode()) return answer.body().length == 0 ? null : "a body where the document has none";
    JsonNode schema = content.path(answer.mediaType()).path("schema");
    if (schema.isMissingNode()) return "the document knows no " + answer.mediaType();
    if (!answer.mediaType().equals("application/json")) return null;
    List<String> faults = api.faults(schema, answer.text());
    return faults.isEmpty() ? null : "not as documented: " + faults + " " + shown(answer);
  }

  private static JsonNode json(Answer answer) {
    try {
      return ApiModel.JSON.readTree(answer.body());
    } catch (java.io.IOException e) {
      throw new IllegalStateException("judged as a problem, so it is JSON", e);
    }
  }

  private static String shown(Answer answer) {
    String text = answer.text();
    return answer.status() + " " + answer.mediaType() + " " + (text.length() <= 400 ? text : text.substring(0, 400) + "…");
  }
}
