package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/** The origins that some tenant allows, as they were a moment ago: before it is known who asks. */
public final class KnownOrigins extends RecentReads<KnownOrigins.Whose, Set<String>> {
  /** There is one answer to be held. */
  enum Whose {
    ALL_TENANTS
  }

  /** Nothing is held yet; {@code believed} is how long an answer of the store serves. */
  public KnownOrigins(TenantLookup lookup, Duration believed, LongSupplier nanoTime) {
    super(ignored -> lookup.origins(), believed, 1, 2, nanoTime);
  }

  /** Whether some tenant allows an origin. Fails with {@link RecentReads.Unavailable}. */
  public Uni<Boolean> hold(String origin) {
    return read(Whose.ALL_TENANTS).map(origins -> origins.contains(origin));
  }
}
