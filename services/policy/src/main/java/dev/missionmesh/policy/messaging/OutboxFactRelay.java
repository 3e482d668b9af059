package dev.missionmesh.policy.messaging;

import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.messaging.OutboxRelay;
import dev.missionmesh.policy.application.FactRelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.Startup;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs this service's outbox relay for as long as the service runs. */
@Startup
@ApplicationScoped
class OutboxFactRelay implements FactRelay {
  private final OutboxRelay relay;

  OutboxFactRelay(
      Vertx vertx,
      @ReactiveDataSource("engine") Pool engine,
      EventSender sender,
      MeterRegistry metrics) {
    relay = new OutboxRelay(vertx, engine, FactChannel.SOURCE, sender, metrics);
  }

  @PostConstruct
  void start() {
    relay.start();
  }

  @Override
  public void wake() {
    relay.wake();
  }

  @PreDestroy
  void stop() {
    relay.stop();
  }
}
