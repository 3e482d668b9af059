package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Publishes the service's outbox for as long as the service runs. */
@ApplicationScoped
class OutboxPublication {
  private static final String SOURCE = "/missionmesh/telemetry";

  private final OutboxRelay relay;

  OutboxPublication(
      Vertx vertx,
      @ReactiveDataSource("engine") Pool engine,
      EventSender sender,
      MeterRegistry registry) {
    relay = new OutboxRelay(vertx, engine, SOURCE, sender, registry);
  }

  void start(@Observes StartupEvent event) {
    relay.start();
  }

  void stop(@Observes ShutdownEvent event) {
    relay.stop();
  }
}
