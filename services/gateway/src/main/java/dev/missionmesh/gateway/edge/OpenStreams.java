package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.Authenticator;
import dev.missionmesh.gateway.application.UserAuthenticator;
import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.gateway.domain.KnownUser;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The streams that are being listened to, and the end of those whose key or token opens the door no
 * more.
 */
@Singleton
class OpenStreams {
  private record Name(TenantId tenant, String credential) {}

  private record Listeners(Caller caller, Set<Visit> open) {}

  private final Authenticator authenticator;
  private final UserAuthenticator users;
  private final Map<Name, Listeners> byCredential = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();

  OpenStreams(Authenticator authenticator, UserAuthenticator users, EdgeMetrics metrics) {
    this.authenticator = authenticator;
    this.users = users;
    metrics.openStreams(open::get);
  }

  /** Remembers a stream until it ends. */
  void opened(Caller caller, Visit stream) {
    Name name = new Name(caller.tenant(), caller.credential());
    byCredential.compute(name, (n, listeners) -> with(listeners, caller, stream));
    open.incrementAndGet();
    stream.onEnd(
        whole -> {
          open.decrementAndGet();
          byCredential.computeIfPresent(name, (n, listeners) -> without(listeners, stream));
        });
  }

  private static Listeners with(Listeners listeners, Caller caller, Visit stream) {
    Listeners kept =
        listeners == null ? new Listeners(caller, ConcurrentHashMap.newKeySet()) : listeners;
    kept.open.add(stream);
    return kept;
  }

  private static Listeners without(Listeners listeners, Visit stream) {
    listeners.open.remove(stream);
    return listeners.open.isEmpty() ? null : listeners;
  }

  /** Looks at each key and token again and cuts the streams of those that no longer hold. */
  void check() {
    for (Listeners listeners : byCredential.values()) {
      stillAdmits(listeners.caller)
          .subscribe()
          .with(holds -> cutUnless(holds, listeners), ignored -> {});
    }
  }

  private Uni<Boolean> stillAdmits(Caller caller) {
    return switch (caller) {
      case KnownKey key -> authenticator.stillAdmits(key);
      case KnownUser user -> users.stillAdmits(user);
    };
  }

  private static void cutUnless(boolean holds, Listeners listeners) {
    if (!holds) {
      listeners.open.forEach(stream -> stream.request().connection().close());
    }
  }
}
