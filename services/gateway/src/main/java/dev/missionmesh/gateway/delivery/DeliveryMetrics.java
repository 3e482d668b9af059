package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.application.webhook.DeliveryObserver;
import dev.missionmesh.gateway.application.webhook.DeliveryQueue;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Attempts by outcome, and how much waits for how long. */
@Singleton
class DeliveryMetrics implements DeliveryObserver {
  private final Map<Outcome, Counter> attempts = new EnumMap<>(Outcome.class);
  private final Counter exhausted;
  private final Counter disabled;
  private volatile double due;
  private volatile double overdueSeconds;

  DeliveryMetrics(MeterRegistry registry) {
    for (Outcome outcome : Outcome.values()) {
      attempts.put(
          outcome,
          registry.counter("mesh.gateway.webhooks.attempts", "outcome", outcome.label()));
    }
    exhausted = registry.counter("mesh.gateway.webhooks.exhausted");
    disabled = registry.counter("mesh.gateway.webhooks.disabled");
    registry.gauge("mesh.gateway.webhooks.due", this, metrics -> metrics.due);
    registry.gauge(
        "mesh.gateway.webhooks.oldest.overdue.seconds", this, metrics -> metrics.overdueSeconds);
  }

  @Override
  public void attempted(Outcome outcome) {
    attempts.get(outcome).increment();
  }

  @Override
  public void exhausted() {
    exhausted.increment();
  }

  @Override
  public void disabled() {
    disabled.increment();
  }

  void waiting(DeliveryQueue.Depth depth) {
    due = depth.due();
    overdueSeconds = depth.overdue().toMillis() / 1000.0;
  }
}
