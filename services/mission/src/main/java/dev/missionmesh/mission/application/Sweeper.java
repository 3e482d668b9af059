package dev.missionmesh.mission.application;

import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.AttemptEnd;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.SweepGuard;
import dev.missionmesh.tenancy.TenantId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Ends the attempts of nodes that fell silent, and keeps house once an hour. */
@ApplicationScoped
class Sweeper {
  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final long SWEEP_MS = 1000;
  private static final long HOUSE_MS = 3_600_000;

  private final SweepStore store;
  private final LeaseDesk leases;
  private final MissionSignals signals;
  private final Wakeups wakeups;
  private final EngineThread thread;
  private final SweepGuard guard;
  private final Counter expirations;
  private boolean sweeping;

  Sweeper(
      SweepStore store,
      LeaseDesk leases,
      MissionSignals signals,
      Wakeups wakeups,
      EngineThread thread,
      MissionConfig config,
      MeterRegistry registry) {
    this.store = store;
    this.leases = leases;
    this.signals = signals;
    this.wakeups = wakeups;
    this.thread = thread;
    this.guard = new SweepGuard(config.lease());
    this.expirations = registry.counter("mesh.mission.leases.expired");
  }

  void begin(@Observes StartupEvent started) {
    thread.every(SWEEP_MS, this::sweep);
    thread.execute(this::keepHouse);
  }

  private void sweep() {
    if (sweeping) return;
    sweeping = true;
    store
        .clock()
        .chain(
            clock ->
                guard.maySweep(clock.now(), clock.startedAt())
                    ? store.expire(mission -> AttemptEnd.expired(mission.running()))
                    : Uni.createFrom().<List<EndedAttempt>>item(List.of()))
        .subscribe()
        .with(ended -> thread.execute(() -> swept(ended)), e -> thread.execute(() -> failed(e)));
  }

  private void swept(List<EndedAttempt> ended) {
    sweeping = false;
    if (ended.isEmpty()) return;
    expirations.increment(ended.size());
    Set<TenantId> requeued = new HashSet<>();
    for (EndedAttempt e : ended) {
      HeldMission mission = e.mission();
      LOG.infof(
          "lease expired: tenant=%s missionId=%s node=%s next=%s",
          mission.tenant(), mission.id(), mission.node(), e.end().next().name().text());
      signals.changed(mission.tenant(), mission.id());
      leases.ended(mission.id());
      if (e.end().next() instanceof Queued) requeued.add(mission.tenant());
    }
    wakeups.events();
    leases.workArrived(requeued);
  }

  private void failed(Throwable e) {
    sweeping = false;
    guard.disturbed();
    LOG.warnf("leases are not swept: %s", e.getMessage());
  }

  private void keepHouse() {
    store
        .ensurePartitions()
        .chain(store::dropExpired)
        .subscribe()
        .with(
            done -> thread.after(HOUSE_MS, this::keepHouse),
            e -> {
              LOG.warnf("house is not kept: %s", e.getMessage());
              thread.after(SWEEP_MS, this::keepHouse);
            });
  }
}
