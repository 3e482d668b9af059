package dev.missionmesh.mission.messaging;

import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.OutboxRelay;
import dev.missionmesh.mission.application.Wakeups;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs the relays of the outbox and of the log chunks. */
@ApplicationScoped
class Relays implements Wakeups {
  static final String SOURCE = "/missionmesh/mission";

  private final OutboxRelay events;
  private final LogRelay logs;
  private volatile boolean running;

  Relays(
      Vertx vertx,
      @ReactiveDataSource("engine") Pool engine,
      EventSender sender,
      MeterRegistry registry) {
    this.events = new OutboxRelay(vertx, engine, SOURCE, sender, registry);
    this.logs = new LogRelay(vertx, engine, sender, registry);
  }

  void begin(@Observes StartupEvent started) {
    events.start();
    logs.start();
    running = true;
  }

  void end(@Observes ShutdownEvent stopping) {
    running = false;
    events.stop();
    logs.stop();
  }

  @Override
  public void events() {
    if (running) events.wake();
  }

  @Override
  public void logs() {
    if (running) logs.wake();
  }
}
