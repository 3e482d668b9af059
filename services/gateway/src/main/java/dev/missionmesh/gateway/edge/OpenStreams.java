package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Authenticator;
import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.tenancy.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams that are being listened to, and the end of those whose key opens the door no more.
 */
@ApplicationScoped
class OpenStreams {
  private record Name(TenantId tenant, String keyId) {}

  private record Listeners(KnownKey key, Set<Visit> open) {}

  private final Authenticator authenticator;
  private final Map<Name, Listeners> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  OpenStreams(Authenticator authenticator, EdgeMetrics metrics) {
    this.authenticator = authenticator;
    metrics.openStreams(open::get);
  }

  /** Remembers a stream until it ends. */
  void opened(KnownKey key, Visit stream) {
    Name name = new Name(key.tenant(), key.id());
    byKey.compute(name, (n, listeners) -> with(listeners, key, stream));
    open.incrementAndGet();
    stream.onEnd(
        whole -> {
          open.decrementAndGet();
          byKey.computeIfPresent(name, (n, listeners) -> without(listeners, stream));
        });
  }

  private static Listeners with(Listeners listeners, KnownKey key, Visit stream) {
    Listeners kept =
        listeners == null ? new Listeners(key, ConcurrentHashMap.newKeySet()) : listeners;
    kept.open.add(stream);
    return kept;
  }

  private static Listeners without(Listeners listeners, Visit stream) {
    listeners.open.remove(stream);
    return listeners.open.isEmpty() ? null : listeners;
  }

  /** Looks at each key again and cuts the streams of those that no longer hold. */
  void check() {
    for (Listeners listeners : byKey.values()) {
      authenticator
          .stillAdmits(listeners.key)
          .subscribe()
          .with(holds -> cutUnless(holds, listeners), ignored -> {});
    }
  }

  private static void cutUnless(boolean holds, Listeners listeners) {
    if (!holds) {
      listeners.open.forEach(stream -> stream.request().connection().close());
    }
  }
}
