package dev.missionmesh.gateway.api;

import dev.missionmesh.problem.FieldError;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a key is to be rotated.
 *
 * @param overlap ISO-8601 duration for which the old key still holds, at most 30 days; null: one
 *     day
 * @param expiresIn ISO-8601 duration of the new key's life, at most ten years; null: the configured
 *     life
 */
@Schema(name = "Rotation")
record Rotation(
    @Schema(
            description = "ISO-8601 duration for which the old key still holds, from PT0S to P30D.",
            defaultValue = "PT24H",
            examples = "PT1H")
        String overlap,
    @Schema(
            description = "ISO-8601 duration of the new key's life, more than nothing, at most P3650D; left out: the configured life.",
            examples = "P90D")
        String expiresIn) {
  static final Rotation USUAL = new Rotation(null, null);

  private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  /** Throws a problem that names every field to blame. */
  void check() {
    List<FieldError> errors = new ArrayList<>();
    if (overlap != null && overlapTime() == null) {
      errors.add(FieldError.pointer("/overlap", "must be an ISO-8601 duration from PT0S to P30D"));
    }
    if (expiresIn != null && Spans.life(expiresIn) == null) {
      errors.add(
          FieldError.pointer("/expiresIn", "must be a positive ISO-8601 duration up to P3650D"));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.INVALID_REQUEST, "The rotation is not valid.", errors);
    }
  }

  /** How long the old key still holds; null if what was asked for is no possible overlap. */
  Duration overlapTime() {
    return overlap == null
        ? USUAL_OVERLAP
        : Spans.between(overlap, Duration.ZERO, LONGEST_OVERLAP);
  }

  /** How long the new key is to live, once checked. */
  Duration life(Duration otherwise) {
    return expiresIn == null ? otherwise : Spans.life(expiresIn);
  }
}
