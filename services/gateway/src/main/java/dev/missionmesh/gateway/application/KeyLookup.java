package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Reads what the door has to know of a key. */
public interface KeyLookup {
  /** The key as it now is; empty if the tenant has no such key; fails if the store cannot say. */
  Uni<Optional<KnownKey>> find(TenantId tenant, String keyId);
}
