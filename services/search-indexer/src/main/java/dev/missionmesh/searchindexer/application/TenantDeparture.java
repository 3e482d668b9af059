package dev.missionmesh.searchindexer.application;

import dev.missionmesh.messaging.TenantRemoval;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a tenant go: its documents leave the index, and no late fact brings one back. */
@ApplicationScoped
public class TenantDeparture implements TenantRemoval {
  private final MissionIndex index;
  private final RowRemoval rows;

  TenantDeparture(MissionIndex index, RowRemoval rows) {
    this.index = index;
    this.rows = rows;
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return index
        .forget(tenant.value())
        .chain(documents -> rows.remove(tenant).map(removed -> documents + removed));
  }
}
