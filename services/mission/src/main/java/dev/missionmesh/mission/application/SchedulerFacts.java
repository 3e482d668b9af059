package dev.missionmesh.mission.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * What the whole mesh has waiting and running, as of a second ago: for sentences and metrics, not
 * for decisions.
 */
@ApplicationScoped
public class SchedulerFacts {
  private static final Logger LOG = Logger.getLogger(SchedulerFacts.class);
  private static final long REFRESH_MS = 1000;

  private final FactsStore store;
  private final EngineThread thread;
  private volatile FactsStore.Facts facts = new FactsStore.Facts(0, 0, 0, Map.of());
  private boolean refreshing;

  SchedulerFacts(FactsStore store, EngineThread thread, MeterRegistry registry) {
    this.store = store;
    this.thread = thread;
    registry.gauge("mesh.mission.queue.depth", this, f -> f.facts.queued());
    registry.gauge("mesh.mission.leases", this, SchedulerFacts::leased);
    registry.gauge("mesh.mission.nodes.online", this, SchedulerFacts::nodesOnline);
  }

  void begin(@Observes StartupEvent started) {
    thread.every(REFRESH_MS, this::refresh);
    thread.execute(this::refresh);
  }

  private void refresh() {
    if (refreshing) return;
    refreshing = true;
    store
        .read()
        .onTermination()
        .invoke(() -> thread.execute(() -> refreshing = false))
        .subscribe()
        .with(read -> facts = read, e -> LOG.debugf("facts are not refreshed: %s", e.getMessage()));
  }

  public int nodesOnline() {
    return facts.nodesOnline();
  }

  public int slots() {
    return facts.slots();
  }

  public int leased() {
    return facts.leasedByNode().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Leases of one node. */
  public int leased(String node) {
    return facts.leasedByNode().getOrDefault(node, 0);
  }
}
