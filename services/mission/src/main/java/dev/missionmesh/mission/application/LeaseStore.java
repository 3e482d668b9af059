package dev.missionmesh.mission.application;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Hands waiting missions out. */
public interface LeaseStore {
  /** Tenants that have queued missions. */
  Uni<Set<TenantId>> tenantsWaiting();

  /** Makes missions whose retry is due leasable; returns their tenants. */
  Uni<Set<TenantId>> promoteRetries();

  /**
   * Locks up to the given number of each tenant's most due missions, and does with them what {@code
   * decide} says, in one transaction with the events. Missions locked by others are passed over.
   *
   * @return what was decided, once it is committed
   */
  Uni<List<LeaseOffer>> lease(
      Map<TenantId, Integer> quotas, Function<List<Candidate>, List<LeaseOffer>> decide);

  /** Leases of these nodes whose cancel is asked for. */
  Uni<List<CancelNotice>> cancelsFor(Set<String> nodes);
}
