package dev.missionmesh.gateway.messaging;

import dev.missionmesh.gateway.application.Publication;
import dev.missionmesh.messaging.EmitterEventSender;
import dev.missionmesh.messaging.OutboxRelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes the gateway's outbox on Kafka for as long as the service runs. */
@ApplicationScoped
class OutboxPublication implements Publication {
  private static final String SOURCE = "/missionmesh/gateway";

  private final OutboxRelay relay;

  OutboxPublication(
      Vertx vertx,
      @ReactiveDataSource("engine") Pool engine,
      @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
          MutinyEmitter<byte[]> emitter,
      MeterRegistry registry) {
    relay = new OutboxRelay(vertx, engine, SOURCE, new EmitterEventSender(emitter), registry);
  }

  void start(@Observes StartupEvent event) {
    relay.start();
  }

  void stop(@Observes ShutdownEvent event) {
    relay.stop();
  }

  @Override
  public void wake() {
    relay.wake();
  }
}
