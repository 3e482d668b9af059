package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Tenant;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The tenants. Each change and the event that tells of it commit together. */
public interface TenantStore {
  /** All tenants by id, at most 10,000. */
  Uni<List<Tenant>> list();

  /**
   * Adds a tenant.
   *
   * @return false if one of that id exists
   */
  Uni<Boolean> add(Tenant tenant);
}
