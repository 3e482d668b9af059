package dev.missionmesh.mission.application;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Keeps accepted missions. */
public interface SubmissionStore {
  /**
   * Accepts a batch in one transaction, with its events. Of submissions with one key, in this batch
   * or any other, one is accepted; the others get its answer.
   *
   * @return one result per submission, in order
   */
  Uni<List<Submitted>> accept(List<Submission> batch);

  /** What a repeated key would be answered; empty if the key is free. */
  Uni<Optional<Submitted>> find(TenantId tenant, String idempotencyKey, String specSha256);

  /** Records that a submit was denied. There is no mission of it. */
  Uni<Void> recordDenial(Submission denied);

  /** Waiting missions of the tenant, counted no further than {@code limit}. */
  Uni<Integer> countWaiting(TenantId tenant, int limit);
}
