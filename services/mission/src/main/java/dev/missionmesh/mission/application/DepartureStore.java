package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** What is left of a tenant that is being deleted. */
public interface DepartureStore {
  /** Missions that wait, or run and were not asked to stop. */
  Uni<List<MissionId>> unfinished(TenantId tenant, int limit);

  /** Whether none waits or runs, and every event of theirs is published. */
  Uni<Boolean> isQuiet(TenantId tenant);

  /** Removes a batch of rows; how many, 0 once there are none. */
  Uni<Long> remove(TenantId tenant);
}
