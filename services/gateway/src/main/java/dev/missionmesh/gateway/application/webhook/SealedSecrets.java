package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The sealed secrets of all tenants, for the change of the key that seals them. */
public interface SealedSecrets {
  /** A secret with whose it is. */
  record Owned(TenantId tenant, UUID webhook, HeldSecret secret) {}

  /** Some that another key than this one seals. */
  Uni<List<Owned>> sealedOtherwise(String keyId, int limit);

  /** Puts a secret sealed anew in the place of the one it was, unless that has changed. */
  Uni<Void> replace(Owned before, HeldSecret after);
}
