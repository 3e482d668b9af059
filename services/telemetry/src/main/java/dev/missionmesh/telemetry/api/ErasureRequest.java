package dev.missionmesh.telemetry.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Whose data is to be erased.
 *
 * @param subject as it stands in the data: {@code key:<id>}, the value of a label, an address
 */
@Schema(name = "ErasureRequest")
public record ErasureRequest(
    @Schema(
            required = true,
            description = "As it stands in the data, character by character.",
            minLength = 1,
            maxLength = 200,
            pattern = "\\S",
            examples = "key:0a1B2c3D4e5F")
        String subject) {
  private static final int MAX = 200;

  /** The subject; throws a problem that names the field if it cannot be one. */
  static String subjectOf(ErasureRequest request) {
    if (request == null) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The body is missing.");
    }
    String subject = request.subject();
    if (subject == null
        || subject.isBlank()
        || subject.length() > MAX
        || subject.chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "That is nobody's data.",
          FieldError.pointer(
              "/subject", "must have 1 to " + MAX + " characters, and no control characters"));
    }
    return subject;
  }
}
