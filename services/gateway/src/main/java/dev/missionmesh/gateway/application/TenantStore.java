package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The tenants. Each change and the event that tells of it commit together. */
public interface TenantStore {
  /** The tenants of all after an id (null: from the first), by id. */
  Uni<List<Tenant>> list(String after, int limit);

  /**
   * Adds a tenant.
   *
   * @param by subject of the principal who does it
   * @return false if one of that id exists
   */
  Uni<Boolean> add(Tenant tenant, String by);

  /** The tenant; empty if there is none of that id. */
  Uni<Optional<Tenant>> find(TenantId id);

  /**
   * Changes a tenant that nobody else changes meanwhile; writes nothing if it stays the same.
   *
   * @param by subject of the principal who does it
   * @param change what it throws is what the answer fails with, and nothing is written
   * @return the tenant as it now is; empty if there is none of that id
   */
  Uni<Optional<Tenant>> change(TenantId id, Instant at, String by, UnaryOperator<Tenant> change);
}
