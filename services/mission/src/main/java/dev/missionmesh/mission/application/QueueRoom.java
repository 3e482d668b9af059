package dev.missionmesh.mission.application;

import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.QueueDepth;
import dev.missionmesh.mission.domain.QueueDepth.Room;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says whether a tenant's queue has room, mostly without asking the database. */
@ApplicationScoped
public class QueueRoom {
  private final SubmissionStore store;
  private final int limit;
  private final Clock clock;
  private final Map<TenantId, Integer> limits = new ConcurrentHashMap<>();
  private final Map<TenantId, QueueDepth> depths = new ConcurrentHashMap<>();
  private final Map<TenantId, Uni<Integer>> counting = new ConcurrentHashMap<>();

  QueueRoom(SubmissionStore store, MissionConfig config, Clock clock) {
    this.store = store;
    this.limit = config.queueLimit();
    this.clock = clock;
  }

  /** Takes room for one mission; false if there is none. */
  public Uni<Boolean> take(TenantId tenant) {
    return switch (ask(tenant)) {
      case FREE -> Uni.createFrom().item(true);
      case FULL -> Uni.createFrom().item(false);
      case COUNT_FIRST -> count(tenant).map(ignored -> ask(tenant) == Room.FREE);
    };
  }

  /** Sets how many missions of a tenant may wait, from 1 on; null: as many as of any. */
  public void limit(TenantId tenant, Integer wanted) {
    if (wanted == null) {
      limits.remove(tenant);
    } else {
      limits.put(tenant, wanted);
    }
  }

  private int limit(TenantId tenant) {
    return limits.getOrDefault(tenant, limit);
  }

  private Room ask(TenantId tenant) {
    QueueDepth depth = depths.computeIfAbsent(tenant, t -> new QueueDepth(limit));
    synchronized (depth) {
      depth.limit(limit(tenant));
      return depth.take(clock.instant());
    }
  }

  /** One count at a time per tenant; whoever asks meanwhile waits for the same. */
  private Uni<Integer> count(TenantId tenant) {
    return counting.computeIfAbsent(
        tenant,
        t ->
            store
                .countWaiting(t, limit(t))
                .invoke(waiting -> counted(t, waiting))
                .onTermination()
                .invoke(() -> counting.remove(t))
                .memoize()
                .indefinitely());
  }

  private void counted(TenantId tenant, int waiting) {
    QueueDepth depth = depths.get(tenant);
    synchronized (depth) {
      depth.counted(waiting, clock.instant());
    }
  }
}
