package dev.missionmesh.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of an {@code application/problem+json} answer, in the order in which they are written. */
public final class ProblemDocument {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The document of an exception; {@code requestId} null makes an id of its own. */
  public static Map<String, Object> of(ProblemException e, @Nullable String requestId) {
    return of(e.problem(), e.getMessage(), e.errors(), e.members(), requestId);
  }

  public static Map<String, Object> of(Problem problem, String detail, String requestId) {
    return of(problem, detail, List.of(), Map.of(), requestId);
  }

  private static Map<String, Object> of(
      Problem problem,
      @Nullable String detail,
      List<FieldError> errors,
      Map<String, Object> members,
      @Nullable String requestId) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", problem.type());
    document.put("title", problem.title());
    document.put("status", problem.status());
    document.put("detail", detail);
    document.put("instance", instance(requestId == null ? UUID.randomUUID().toString() : requestId));
    if (!errors.isEmpty()) {
      document.put("errors", errors.stream().map(ProblemDocument::member).toList());
    }
    members.forEach(document::putIfAbsent);
    return document;
  }

  /** The URI that names one occurrence of a problem. */
  static String instance(String requestId) {
    return "urn:uuid:" + requestId;
  }

  private static Map<String, String> member(FieldError error) {
    Map<String, String> member = new LinkedHashMap<>();
    member.put(error.kind(), error.where());
    member.put("detail", error.detail());
    return member;
  }

  private ProblemDocument() {}
}
