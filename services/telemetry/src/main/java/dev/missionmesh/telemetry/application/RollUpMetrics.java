package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.domain.RollUp;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;

/** Shows the roll-ups as metrics. They come from the store, so they survive a restart, and every replica shows the same. */
@ApplicationScoped
public class RollUpMetrics {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final List<String> FINAL_STATES =
      List.of("succeeded", "failed", "cancelled", "dead_lettered");
  private static final List<String> NODE_STATES =
      List.of("ONLINE", "STALE", "DEAD", "YELLOW", "STOPPED");

  private final AuditStore store;
  private volatile RollUp current = RollUp.EMPTY;
  private Cancellable reading = () -> {};

  RollUpMetrics(AuditStore store, MeterRegistry registry) {
    this.store = store;
    for (String state : FINAL_STATES) {
      FunctionCounter.builder(
              "mesh.rollup.missions.finished", this, r -> r.current.total(RollUp.FINISHED + state))
          .tag("state", state)
          .description("Missions by the final state they reached")
          .register(registry);
    }
    for (String state : NODE_STATES) {
      Gauge.builder("mesh.rollup.nodes", this, r -> r.current.nodes(state))
          .tag("state", state)
          .description("Nodes by the state last heard of")
          .register(registry);
    }
    Gauge.builder("mesh.rollup.queue.depth", this, r -> r.current.waiting())
        .description("Missions that wait for a node, as the events tell")
        .register(registry);
    Gauge.builder("mesh.rollup.missions.running", this, r -> r.current.running())
        .description("Missions that a node works on, as the events tell")
        .register(registry);
  }

  void onStart(@Observes StartupEvent event) {
    reading =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick -> store.rollUp().onFailure().recoverWithItem(() -> current))
            .subscribe()
            .with(read -> current = read);
  }

  @PreDestroy
  void stop() {
    reading.cancel();
  }
}
