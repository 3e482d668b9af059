package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells those who watch a mission, in this process and after a commit, that it has changed. */
@ApplicationScoped
public class MissionSignals {
  /** A watched mission. */
  public record Watched(TenantId tenant, MissionId id) {}

  private final Map<Watched, Set<Runnable>> watchers = new ConcurrentHashMap<>();

  /** Calls {@code wake} after each change, until the handle returned is run. */
  public Runnable watch(TenantId tenant, MissionId id, Runnable wake) {
    Watched key = new Watched(tenant, id);
    watchers.compute(
        key,
        (k, set) -> {
          Set<Runnable> all = set == null ? ConcurrentHashMap.newKeySet() : set;
          all.add(wake);
          return all;
        });
    return () ->
        watchers.computeIfPresent(
            key,
            (k, set) -> {
              set.remove(wake);
              return set.isEmpty() ? null : set;
            });
  }

  /** The mission has changed. Cheap when nobody watches. */
  public void changed(TenantId tenant, MissionId id) {
    if (watchers.isEmpty()) return;
    Set<Runnable> set = watchers.get(new Watched(tenant, id));
    if (set != null) set.forEach(Runnable::run);
  }

  /** What is watched now. */
  public Set<Watched> watched() {
    return Set.copyOf(watchers.keySet());
  }
}
