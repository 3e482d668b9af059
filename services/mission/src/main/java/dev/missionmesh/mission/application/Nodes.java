package dev.missionmesh.mission.application;

import dev.missionmesh.mission.config.MissionConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/** Knows the nodes, and notices their silence. */
@ApplicationScoped
public class Nodes {
  private static final Logger LOG = Logger.getLogger(Nodes.class);
  private static final long REVIEW_MS = 1000;
  private static final Duration WRITE_EVERY = Duration.ofSeconds(2);

  /** What a node says of itself. */
  public record Presented(
      String buildId,
      int slots,
      String backend,
      boolean degraded,
      String degradedReason,
      List<String> executors,
      String capabilityHash) {}

  /** A node as callers see it. */
  @Schema(name = "Node")
  public record View(
      String id,
      @Schema(description = "By heartbeat; YELLOW if its capabilities changed unexpectedly.")
          String state,
      @Schema(description = "Missions that it runs at once.") int slots,
      @Schema(description = "Missions that it runs now.") int leased,
      Instant lastSeenAt,
      String buildId,
      String backend,
      boolean degraded,
      String capabilityHash) {}

  private final NodeRegistry registry;
  private final SchedulerFacts facts;
  private final Wakeups wakeups;
  private final EngineThread thread;
  private final Clock clock;
  private final Duration lease;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();
  private boolean reviewing;

  Nodes(
      NodeRegistry registry,
      SchedulerFacts facts,
      Wakeups wakeups,
      EngineThread thread,
      Clock clock,
      MissionConfig config) {
    this.registry = registry;
    this.facts = facts;
    this.wakeups = wakeups;
    this.thread = thread;
    this.clock = clock;
    this.lease = config.lease();
  }

  void begin(@Observes StartupEvent started) {
    thread.every(REVIEW_MS, this::review);
  }

  /** A node started. What differs from its last registration makes it YELLOW. */
  public Uni<Void> register(String id, Presented presented) {
    return registry.register(id, presented, clock.instant()).invoke(this::wakeIf).replaceWithVoid();
  }

  /** A node has been heard of. Written down now and then only. */
  public void heard(String id) {
    Instant now = clock.instant();
    Instant last = written.get(id);
    if (last != null && Duration.between(last, now).compareTo(WRITE_EVERY) < 0) return;
    written.put(id, now);
    registry
        .seen(id, now)
        .subscribe()
        .with(
            this::wakeIf,
            e -> LOG.warnf("a heartbeat is not recorded: node=%s %s", id, e.getMessage()));
  }

  /** All nodes that ever registered. */
  public Uni<List<View>> list() {
    return registry.list(facts::leased);
  }

  private void review() {
    if (reviewing) return;
    reviewing = true;
    registry
        .review(clock.instant(), lease)
        .onTermination()
        .invoke(() -> thread.execute(() -> reviewing = false))
        .subscribe()
        .with(this::wakeIf, e -> LOG.debugf("nodes are not reviewed: %s", e.getMessage()));
  }

  private void wakeIf(boolean changed) {
    if (changed) wakeups.events();
  }
}
