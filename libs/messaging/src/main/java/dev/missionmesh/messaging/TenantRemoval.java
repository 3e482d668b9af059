package dev.missionmesh.messaging;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;

/** How one service lets a tenant go. Everything may be done again at any time, also for a tenant of which nothing is left. */
public interface TenantRemoval {
  /** Brings to an end what is still going on for the tenant; false while something still is. */
  default Uni<Boolean> settle(TenantId tenant) {
    return Uni.createFrom().item(true);
  }

  /** Removes a batch, durably; how many rows or documents that were, 0 once nothing is left. */
  Uni<Long> remove(TenantId tenant);
}
