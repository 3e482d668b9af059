package dev.missionmesh.policyengine;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;

/** A compiled condition. Safe for use by many threads. */
record Condition(Program program) {
  /**
   * Whether the condition holds.
   *
   * @throws CelEvaluationException if it cannot be said: a missing key, an overflow, too many
   *     iterations
   */
  boolean holds(CelVariableResolver mission) throws CelEvaluationException {
    return Boolean.TRUE.equals(program.eval(mission));
  }
}
