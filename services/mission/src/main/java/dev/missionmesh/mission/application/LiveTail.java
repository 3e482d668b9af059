package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Shows missions while they live: from the store, in order, without loss or doubles; commits in
 * this process wake at once.
 */
@ApplicationScoped
public class LiveTail {
  private static final Logger LOG = Logger.getLogger(LiveTail.class);
  private static final long POLL_MS = 500;
  private static final long KEEP_ALIVE_MS = 15_000;

  private final TailStore store;
  private final MissionQueries queries;
  private final MissionViews views;
  private final MissionSignals signals;
  private final EngineThread thread;
  private final Set<TailSession> sessions = ConcurrentHashMap.newKeySet();
  private final Map<MissionSignals.Watched, Long> latest = new HashMap<>();
  private boolean polling;

  LiveTail(
      TailStore store,
      MissionQueries queries,
      MissionViews views,
      MissionSignals signals,
      EngineThread thread) {
    this.store = store;
    this.queries = queries;
    this.views = views;
    this.signals = signals;
    this.thread = thread;
  }

  void begin(@Observes StartupEvent started) {
    thread.every(POLL_MS, this::poll);
    thread.every(KEEP_ALIVE_MS, () -> sessions.forEach(TailSession::keepAlive));
  }

  /** Fails with {@code not-found} if the tenant has no such mission. */
  public Uni<Void> requireMission(TenantId tenant, MissionId id) {
    return store
        .exists(tenant, id)
        .invoke(
            exists -> {
              if (!exists) throw NoSuchMission.problem();
            })
        .replaceWithVoid();
  }

  /** Events after the number {@code after}, until the mission has ended. */
  public Multi<TailEvent> watch(TenantId tenant, MissionId id, long after) {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              var session =
                  new TailSession(tenant, id, after, store, queries, views, thread, emitter);
              Runnable unwatch = signals.watch(tenant, id, session::wake);
              sessions.add(session);
              emitter.onTermination(
                  () -> {
                    unwatch.run();
                    sessions.remove(session);
                    session.close();
                  });
              session.wake();
            },
            BackPressureStrategy.BUFFER);
  }

  /** One query for all that is watched, for changes made by other replicas. */
  private void poll() {
    Set<MissionSignals.Watched> watched = signals.watched();
    latest.keySet().retainAll(watched);
    if (watched.isEmpty() || polling) return;
    polling = true;
    store
        .latest(watched)
        .onTermination()
        .invoke(() -> thread.execute(() -> polling = false))
        .subscribe()
        .with(
            found -> thread.execute(() -> found.forEach(this::seen)),
            e -> LOG.debugf("tails are not polled: %s", e.getMessage()));
  }

  private void seen(MissionSignals.Watched mission, long sequence) {
    Long before = latest.put(mission, sequence);
    if (before == null || before < sequence) signals.changed(mission.tenant(), mission.id());
  }
}
