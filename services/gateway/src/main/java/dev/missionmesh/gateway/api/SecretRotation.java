package dev.missionmesh.gateway.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a webhook's secret is to be rotated.
 *
 * @param overlap ISO-8601 duration for which messages are signed with the old secrets too, at most 7
 *     days; null: one day
 */
@Schema(name = "SecretRotation")
record SecretRotation(
    @Schema(
            description = "ISO-8601 duration for which the old secrets sign too, PT0S to P7D; left out: PT24H.",
            examples = "PT24H")
        String overlap) {
  static final SecretRotation USUAL = new SecretRotation(null);

  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

  /** The overlap; throws a problem if what was asked for is none. */
  Duration overlapTime() {
    if (overlap == null) {
      return USUAL_OVERLAP;
    }
    Duration span = Spans.between(overlap, Duration.ZERO, LONGEST_OVERLAP);
    if (span == null) {
      throw new ProblemException(
          Problem.INVALID_REQUEST,
          "The rotation is not valid.",
          FieldError.pointer("/overlap", "must be an ISO-8601 duration from PT0S to P7D"));
    }
    return span;
  }
}
