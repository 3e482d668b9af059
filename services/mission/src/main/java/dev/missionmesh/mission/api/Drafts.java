package dev.missionmesh.mission.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.missionmesh.mission.domain.InvalidDraft;
import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Reads bodies of submits. */
@ApplicationScoped
class Drafts {
  private static final int MAX_BODY = 1 << 20;
  private static final int MAX_BATCH_BODY = 8 << 20;

  private final ObjectReader one;
  private final ObjectReader many;

  Drafts(ObjectMapper json) {
    this.one = json.readerFor(MissionRequest.class);
    this.many = json.readerFor(BatchMessages.Request.class);
  }

  /** Fails with a JSON problem that the mappers answer. */
  MissionRequest one(byte[] body) throws IOException {
    bounded(body, MAX_BODY);
    return Body.required("", one.readValue(body));
  }

  BatchMessages.Request many(byte[] body) throws IOException {
    bounded(body, MAX_BATCH_BODY);
    return Body.required("", many.readValue(body));
  }

  private static void bounded(byte[] body, int most) {
    if (body.length > most) {
      throw new ProblemException(
          Problem.TOO_LARGE, "The body may have at most " + most + " bytes.");
    }
  }

  /**
   * The problem of a draft that does not meet the rules; {@code at} is the draft's own place in the
   * body.
   */
  static ProblemException problem(InvalidDraft e, String at) {
    return new ProblemException(
        Problem.INVALID_REQUEST,
        "The mission is not valid.",
        e.violations().stream()
            .map(v -> FieldError.pointer(at + v.pointer(), v.detail()))
            .toList());
  }
}
