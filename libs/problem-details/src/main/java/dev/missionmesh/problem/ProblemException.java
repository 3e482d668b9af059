package dev.missionmesh.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a request with a problem of the catalogue. Costs no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
  private final Problem problem;
  private final List<FieldError> errors;
  private final Map<String, Object> members = new LinkedHashMap<>();
  private final Map<String, String> headers = new LinkedHashMap<>();

  public ProblemException(Problem problem, String detail, FieldError... errors) {
    this(problem, detail, List.of(errors));
  }

  public ProblemException(Problem problem, String detail, List<FieldError> errors) {
    super(detail, null, false, false);
    this.problem = problem;
    this.errors = List.copyOf(errors);
  }

  /** Adds an extension member to the answer. */
  public ProblemException with(String member, Object value) {
    members.put(member, value);
    return this;
  }

  /** Adds a response header, such as {@code Retry-After}. */
  public ProblemException withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Problem problem() {
    return problem;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Map<String, Object> members() {
    return members;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
