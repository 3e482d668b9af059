package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.domain.Owner;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.gateway.domain.RouteTable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What happens at the door, by route template and status class; never by tenant, key or id. */
@Singleton
class EdgeMetrics {
  private static final String[] CLASSES = {"aborted", "1xx", "2xx", "3xx", "4xx", "5xx"};

  private final MeterRegistry registry;
  private final Map<String, Timer[]> requests = new HashMap<>();
  private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
  private final Counter addressesRefused;
  private final AtomicInteger open = new AtomicInteger();

  EdgeMetrics(MeterRegistry registry, RouteTable routes) {
    this.registry = registry;
    routes.routes().stream().map(Route::template).forEach(this::timers);
    timers("unmatched");
    addressesRefused = registry.counter("mesh.gateway.addresses.refused");
    registry.gauge("mesh.gateway.requests.open", open);
    for (Refusal refusal : Refusal.values()) {
      refusals.put(
          refusal, registry.counter("mesh.gateway.auth.failures", "reason", refusal.label()));
    }
  }

  private void timers(String route) {
    Timer[] timers = new Timer[CLASSES.length];
    for (int i = 0; i < timers.length; i++) {
      timers[i] = registry.timer("mesh.gateway.requests", "route", route, "status", CLASSES[i]);
    }
    requests.put(route, timers);
  }

  /** A request began; {@link #ended} follows whatever becomes of it. */
  void began() {
    open.incrementAndGet();
  }

  /** A request ended; status 0 means that the client left before it did. */
  void ended(Route route, int status, long nanos) {
    open.decrementAndGet();
    int statusClass = Math.min(status / 100, CLASSES.length - 1);
    requests.get(route == null ? "unmatched" : route.template())[statusClass].record(
        nanos, TimeUnit.NANOSECONDS);
  }

  void refused(Refusal refusal) {
    refusals.get(refusal).increment();
  }

  /** A good key came from where its tenant admits nobody. */
  void addressRefused() {
    addressesRefused.increment();
  }

  void keysUnavailable() {
    registry.counter("mesh.gateway.auth.unavailable").increment();
  }

  /** A service gave no proper answer. */
  void upstreamFailed(Owner owner, String kind) {
    registry
        .counter("mesh.gateway.upstream.failures", "service", owner.serviceName(), "kind", kind)
        .increment();
  }

  void openStreams(Supplier<Number> number) {
    Gauge.builder("mesh.gateway.streams.open", number).register(registry);
  }
}
