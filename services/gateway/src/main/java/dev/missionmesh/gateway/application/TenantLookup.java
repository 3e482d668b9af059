package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownTenant;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** Reads what the door has to know of tenants. */
public interface TenantLookup {
  /** The tenant as it now is; empty if there is none of that id; fails if the store cannot say. */
  Uni<Optional<KnownTenant>> find(TenantId tenant);

  /** Every origin that the settings of some tenant allow. */
  Uni<Set<String>> origins();
}
