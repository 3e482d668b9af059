package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.ApiKey;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The keys of the tenants. Each change and the event that tells of it commit together. */
public interface KeyStore {
  /** A place in the list of keys: that of the key made then, of this id. */
  record Place(Instant createdAt, String id) {}

  /** The tenant's keys after a place (null: from the newest), newest first. */
  Uni<List<ApiKey>> list(TenantId tenant, Place after, int limit);

  /** Adds a key, if its tenant exists and has room for it. */
  Uni<KeyRoom> add(ApiKey key, byte[] sha256);

  /**
   * Revokes a key for ever; one that is revoked already stays as it is.
   *
   * @return false if the tenant has no such key
   */
  Uni<Boolean> revoke(TenantId tenant, String keyId, String by, Instant at);

  /** The key; empty if the tenant has none of that id. */
  Uni<Optional<ApiKey>> find(TenantId tenant, String keyId);

  /**
   * Adds a successor and lets the old key end, unless that has another successor or is revoked.
   *
   * @return {@link KeyRoom#NOBODY} if the old key cannot be rotated any more
   */
  Uni<KeyRoom> rotate(ApiKey old, Instant endsAt, ApiKey successor, byte[] sha256);

  /** Adds the tenant and the key unless they exist; tells whether anything was added. */
  Uni<Boolean> ensure(ApiKey key, byte[] sha256);
}
