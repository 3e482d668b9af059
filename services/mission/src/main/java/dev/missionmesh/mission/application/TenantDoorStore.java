package dev.missionmesh.mission.application;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Remembers which tenants are suspended. */
public interface TenantDoorStore {
  /** The suspended ones. */
  Uni<Set<TenantId>> shut();

  /** Notes a tenant's state unless a newer revision is known; true if it was noted. */
  Uni<Boolean> note(TenantId tenant, long revision, boolean shut);
}
