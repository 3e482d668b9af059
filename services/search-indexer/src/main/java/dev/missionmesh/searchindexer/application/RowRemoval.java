package dev.missionmesh.searchindexer.application;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;

/** Removes what stands in tables rather than in the index. */
public interface RowRemoval {
  /** One batch of a tenant's rows; how many, 0 once there are none. */
  Uni<Long> remove(TenantId tenant);
}
