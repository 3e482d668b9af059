package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.config.AlertsConfig;
import dev.missionmesh.telemetry.domain.Suspicion;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;

/**
 * Shows alerts as metrics, {@code mesh_audit_alerts_total} and {@code mesh_audit_alerts_open} by rule, and resolves those that have
 * become silent. The numbers come from the store: they survive a restart, and every replica shows the same.
 */
@ApplicationScoped
public class AlertBoard {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final AlertStore store;
  private final AlertsConfig config;
  private volatile Map<Suspicion, AlertStore.Number> numbers = Map.of();
  private Cancellable reading = () -> {};

  AlertBoard(AlertStore store, AlertsConfig config, MeterRegistry registry) {
    this.store = store;
    this.config = config;
    for (Suspicion suspicion : Suspicion.values()) {
      FunctionCounter.builder(
              "mesh.audit.alerts", this, board -> board.number(suspicion).raised())
          .tag("rule", suspicion.label())
          .description("Alerts that the watcher of the audit log raised")
          .register(registry);
      Gauge.builder("mesh.audit.alerts.open", this, board -> board.number(suspicion).open())
          .tag("rule", suspicion.label())
          .description("Alerts that are not over")
          .register(registry);
    }
  }

  private AlertStore.Number number(Suspicion suspicion) {
    return numbers.getOrDefault(suspicion, AlertStore.Number.NONE);
  }

  void onStart(@Observes StartupEvent event) {
    reading =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> read())
            .subscribe()
            .with(read -> numbers = read);
  }

  private Uni<Map<Suspicion, AlertStore.Number>> read() {
    return store
        .tidy(config.coolDown())
        .chain(store::numbers)
        .onFailure()
        .recoverWithItem(() -> numbers);
  }

  @PreDestroy
  void stop() {
    reading.cancel();
  }
}
