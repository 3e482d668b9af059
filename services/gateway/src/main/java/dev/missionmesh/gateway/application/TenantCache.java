package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownTenant;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tenants as they were a moment ago, shared by all that is decided about one at the door. */
public final class TenantCache extends RecentReads<TenantId, Optional<KnownTenant>>
    implements SettingsOf {
  /**
   * A cache that is empty.
   *
   * @param believed how long an answer of the store serves
   * @param capacity number of tenants held at most
   * @param maxReads number of reads under way at most
   */
  public TenantCache(
      TenantLookup lookup, Duration believed, int capacity, int maxReads, LongSupplier nanoTime) {
    super(lookup::find, believed, capacity, maxReads, nanoTime);
  }

  /**
   * The tenant, its state included; empty if there is none of that id. Fails with {@link
   * RecentReads.Unavailable}.
   */
  public Uni<Optional<KnownTenant>> known(TenantId tenant) {
    return read(tenant);
  }

  /** The same if it is at hand; null if it has to be read. Never blocks. */
  public Optional<KnownTenant> knownAtHand(TenantId tenant) {
    return recent(tenant);
  }

  @Override
  public TenantSettings atHand(TenantId tenant) {
    Optional<KnownTenant> known = recent(tenant);
    return known == null ? null : settings(known);
  }

  @Override
  public Uni<TenantSettings> tenant(TenantId tenant) {
    return read(tenant).map(TenantCache::settings);
  }

  /** Forgets a tenant, so that the next use reads it. */
  public void forget(TenantId tenant) {
    drop(tenant);
  }

  private static TenantSettings settings(Optional<KnownTenant> known) {
    return known.map(KnownTenant::settings).orElse(TenantSettings.NONE);
  }
}
