package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.RollUp;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where the logs are kept, seen from the side that appends. */
public interface AuditStore {
  /**
   * Appends in one transaction, each fact to its tenant's log, in the order given. Facts that a log already has, or that come
   * twice, are dropped.
   *
   * @return how many entries were added, once they are committed; fails with {@link UnstorableFact} if the store refuses the
   *     values themselves, and with anything else if another try may help
   */
  Uni<Integer> append(List<Fact> facts);

  /** The roll-ups over all tenants. */
  Uni<RollUp> rollUp();
}
