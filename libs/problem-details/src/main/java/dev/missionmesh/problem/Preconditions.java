package dev.missionmesh.problem;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** Conditions on reading what has an entity tag (RFC 9110, section 13). */
public final class Preconditions {
  /**
   * The answer with its tag, or 304 if the caller has it already; fails with {@code
   * precondition-failed} if he wants another one.
   *
   * @param found what is answered without conditions
   */
  public static Response answer(Request request, EntityTag tag, Response.ResponseBuilder found) {
    Response.ResponseBuilder instead =
        request.getMethod().equals("GET") ? request.evaluatePreconditions(tag) : null;
    Response answer = (instead == null ? found : instead).tag(tag).build();
    if (answer.getStatus() == Problem.PRECONDITION_FAILED.status()) {
      throw new ProblemException(
          Problem.PRECONDITION_FAILED,
          "It is at another revision.",
          FieldError.header(HttpHeaders.IF_MATCH, "does not name " + tag));
    }
    return answer;
  }

  private Preconditions() {}
}
