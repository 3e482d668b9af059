package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import java.util.function.LongPredicate;

/**
 * What whoever changes something believes it to be, so that he overwrites nothing that he has not
 * seen.
 *
 * @param revisions the revisions that he has seen
 */
public record Expectation(LongPredicate revisions) {
  /** Whatever it is. */
  public static final Expectation NONE = new Expectation(revision -> true);

  /** The tenant, if it is as expected; throws {@code precondition-failed} otherwise. */
  Tenant of(Tenant tenant) {
    require(tenant.revision());
    return tenant;
  }

  /** Throws {@code precondition-failed} unless the revision is one of the expected. */
  public void require(long revision) {
    if (!revisions.test(revision)) {
      throw new ProblemException(
          Problem.PRECONDITION_FAILED, "It has been changed meanwhile; fetch it and decide again.");
    }
  }
}
