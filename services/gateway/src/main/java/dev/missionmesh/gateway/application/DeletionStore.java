package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Deletion;
import dev.missionmesh.gateway.domain.TenantExport;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletions of tenants. Each change and the event that tells of it commit together. */
public interface DeletionStore {
  /** How an attempt to delete went; {@code BEGUN} also if it had been begun before. */
  enum Attempt {
    BEGUN,
    UNKNOWN,
    NOT_SUSPENDED,
    NOT_EXPORTED
  }

  /**
   * Notes an export.
   *
   * @return false if there is no such tenant, or it is gone
   */
  Uni<Boolean> exported(TenantExport export);

  /** Begins to delete a tenant that is suspended and was exported since. */
  Uni<Attempt> begin(TenantId tenant, Instant at, String by);

  /** The deletion; empty if none was begun. */
  Uni<Optional<Deletion>> find(TenantId tenant);

  /** The tenants that are being deleted. */
  Uni<List<TenantId>> underWay();

  /** Removes a batch of what the gateway keeps; how many rows, 0 once nothing is left. */
  Uni<Long> remove(TenantId tenant);

  /** Notes that a service keeps nothing any more; changes nothing unless the tenant is being deleted. */
  Uni<Void> told(TenantId tenant, String service, long rows, Instant at);

  /** Ends the deletion if all these services have told; true if it did. */
  Uni<Boolean> finish(TenantId tenant, Set<String> services, Instant at);
}
