package dev.missionmesh.gateway.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Tier;
import java.time.Duration;
import java.util.function.Function;

/**
 * What is remembered of each allotment, in bounded memory. Addresses, which anybody can have many
 * of, displace nobody but each other, and the rare ones before the frequent. What nobody has asked
 * for in an hour is full again and need not be remembered.
 */
final class Allotments<V> {
  private static final Duration FULL_AGAIN = Duration.ofHours(1);

  private final Cache<Allotment, V> addresses;
  private final Cache<Allotment, V> others;

  Allotments(int capacity) {
    this.addresses = cache(capacity);
    this.others = cache(capacity);
  }

  private static <V> Cache<Allotment, V> cache(int capacity) {
    return Caffeine.newBuilder()
        .maximumSize(capacity)
        .expireAfterAccess(FULL_AGAIN)
        .executor(Runnable::run)
        .build();
  }

  V get(Allotment allotment, Function<Allotment, V> make) {
    Cache<Allotment, V> cache = allotment.tier() == Tier.ADDRESS ? addresses : others;
    V known = cache.getIfPresent(allotment);
    return known != null ? known : cache.get(allotment, make);
  }

  /** How many are remembered, about. */
  long size() {
    addresses.cleanUp();
    others.cleanUp();
    return addresses.estimatedSize() + others.estimatedSize();
  }
}
