package dev.missionmesh.apidocument;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gives every operation what is common to all: the problems that anybody can run into, the headers of answers, what the parameters of a
 * page are.
 */
final class OperationFrame {
  private static final List<String> ANYWHERE = List.of("400", "401", "403", "429", "503", "default");
  private static final List<String> WITH_BODY = List.of("413", "415");

  private final ObjectNode document;
  private final ObjectNode problems;
  private final JsonNode queryParameters;

  OperationFrame(ObjectNode document) {
    this.document = document;
    this.problems = (ObjectNode) document.path("components").path("responses");
    this.queryParameters = document.remove("x-query-parameters");
  }

  void complete() {
    problems.forEach(problem -> asProblem((ObjectNode) problem));
    problems.properties().stream()
        .filter(p -> p.getKey().equals("429") || p.getKey().equals("503"))
        .forEach(p -> header((ObjectNode) p.getValue(), "Retry-After", "RetryAfter"));
    document
        .path("paths")
        .properties()
        .forEach(path -> path.getValue().forEach(o -> complete(path.getKey(), (ObjectNode) o)));
    rename();
    leaveOutWhatAnyScopeSatisfies();
  }

  /** An operation that takes each of the scopes there are takes any key. */
  private void leaveOutWhatAnyScopeSatisfies() {
    Set<String> all = new HashSet<>();
    document.findValues(ResourceScan.REQUIRED_SCOPE).forEach(s -> all.addAll(names(s)));
    for (JsonNode operation : document.findParents(ResourceScan.REQUIRED_SCOPE)) {
      if (names(operation.path(ResourceScan.REQUIRED_SCOPE)).containsAll(all)) {
        ((ObjectNode) operation).remove(ResourceScan.REQUIRED_SCOPE);
      }
    }
  }

  private static Set<String> names(JsonNode scopes) {
    Set<String> names = new HashSet<>();
    scopes.forEach(scope -> names.add(scope.asText()));
    return names;
  }

  private void complete(String path, ObjectNode operation) {
    operation.path("parameters").forEach(p -> describe((ObjectNode) p));
    Examples.add(operation, document);
    ObjectNode responses = (ObjectNode) operation.path("responses");
    Set<String> problematic = new LinkedHashSet<>(ANYWHERE);
    if (path.contains("{")) {
      problematic.add("404");
    }
    if (operation.has("requestBody")) {
      problematic.addAll(WITH_BODY);
    }
    for (var response : responses.properties()) {
      if (!isProblem(response.getKey())) {
        header((ObjectNode) response.getValue(), "X-Request-Id", "RequestId");
      } else if (!response.getValue().has("$ref")) {
        String said = response.getValue().path("description").asText();
        asProblem((ObjectNode) response.getValue());
        ((ObjectNode) response.getValue()).put("description", said);
      }
    }
    for (String status : problematic) {
      if (!responses.has(status)) {
        responses.putObject(status).put("$ref", "#/components/responses/" + name(status));
      }
    }
  }

  private void describe(ObjectNode parameter) {
    JsonNode common = queryParameters.path(parameter.path("name").asText());
    if (common.isObject() && parameter.path("in").asText().equals("query") && !parameter.has("description")) {
      parameter.setAll((ObjectNode) common.deepCopy());
    }
  }

  private static boolean isProblem(String status) {
    return status.startsWith("4") || status.startsWith("5") || status.equals("default");
  }

  private static void asProblem(ObjectNode response) {
    response
        .putObject("content")
        .putObject("application/problem+json")
        .putObject("schema")
        .put("$ref", "#/components/schemas/Problem");
    header(response, "X-Request-Id", "RequestId");
  }

  private static void header(ObjectNode response, String name, String component) {
    response.withObject("/headers").putObject(name).put("$ref", "#/components/headers/" + component);
  }

  /** Names of components must begin with a letter in some generators. */
  private void rename() {
    List<String> statuses = List.copyOf(problems.properties().stream().map(p -> p.getKey()).toList());
    Set<String> used = new LinkedHashSet<>();
    document.findValuesAsText("$ref").stream()
        .filter(ref -> ref.startsWith("#/components/responses/"))
        .forEach(ref -> used.add(ref.substring("#/components/responses/".length())));
    for (String status : statuses) {
      JsonNode problem = problems.remove(status);
      if (used.contains(name(status))) {
        problems.set(name(status), problem);
      }
    }
  }

  private static String name(String status) {
    return "Problem" + (status.equals("default") ? "" : status);
  }
}
