package dev.missionmesh.mission.application;

import dev.missionmesh.tenancy.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which tenants are suspended: their missions wait. Nothing is leased before that is known from the
 * store, so a restart opens no door.
 */
@ApplicationScoped
public class TenantDoors {
  private static final Logger LOG = Logger.getLogger(TenantDoors.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final TenantDoorStore store;
  private final Set<TenantId> shut = ConcurrentHashMap.newKeySet();
  private volatile boolean known;

  TenantDoors(TenantDoorStore store) {
    this.store = store;
  }

  void begin(@Observes StartupEvent started) {
    Uni.createFrom()
        .deferred(store::shut)
        .onFailure()
        .invoke(e -> LOG.debugf("suspended tenants cannot be read: %s", e.getMessage()))
        .onFailure()
        .retry()
        .withBackOff(FIRST_WAIT, LONGEST_WAIT)
        .indefinitely()
        .subscribe()
        .with(
            found -> {
              shut.addAll(found);
              known = true;
            });
  }

  boolean isKnown() {
    return known;
  }

  boolean isShut(TenantId tenant) {
    return shut.contains(tenant);
  }

  /** A tenant was suspended or resumed; an older revision than the last one changes nothing. */
  public Uni<Void> changed(TenantId tenant, long revision, boolean suspended) {
    return store
        .note(tenant, revision, suspended)
        .invoke(
            noted -> {
              if (!noted) return;
              if (suspended ? shut.add(tenant) : shut.remove(tenant)) {
                LOG.infof("tenant %s: tenant=%s", suspended ? "suspended" : "resumed", tenant);
              }
            })
        .replaceWithVoid();
  }
}
