package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Keys as they were a moment ago; those that do not exist are remembered just so. */
public final class KeyCache extends RecentReads<KeyCache.Name, Optional<KnownKey>> {
  record Name(TenantId tenant, String keyId) {}

  /**
   * A cache that is empty.
   *
   * @param believed how long an answer of the store serves
   * @param capacity number of keys held at most
   * @param maxReads number of reads under way at most
   */
  public KeyCache(
      KeyLookup lookup, Duration believed, int capacity, int maxReads, LongSupplier nanoTime) {
    super(
        name -> lookup.find(name.tenant, name.keyId), believed, capacity, maxReads, nanoTime);
  }

  /** The key if it is at hand; null if it has to be read. Never blocks. */
  public Optional<KnownKey> atHand(TenantId tenant, String keyId) {
    return recent(new Name(tenant, keyId));
  }

  /** The key, read from the store unless it is at hand. Fails with {@link Unavailable}. */
  public Uni<Optional<KnownKey>> find(TenantId tenant, String keyId) {
    return read(new Name(tenant, keyId));
  }

  /** Forgets a key, so that the next use reads it. */
  public void forget(TenantId tenant, String keyId) {
    drop(new Name(tenant, keyId));
  }
}
