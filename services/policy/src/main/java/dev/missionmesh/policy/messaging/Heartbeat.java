package dev.missionmesh.policy.messaging;

import dev.missionmesh.messaging.EventSender;
import dev.missionmesh.policy.application.ActivePolicy;
import dev.missionmesh.policy.application.PolicyFacts;
import dev.missionmesh.policy.config.PolicyConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Says every few seconds that this service lives and what is in force. Silent while the database
 * cannot be read, and while the last beat is still on its way.
 */
@Startup
@ApplicationScoped
class Heartbeat {
  private static final Logger LOG = Logger.getLogger(Heartbeat.class);

  private final Vertx vertx;
  private final ActivePolicy policy;
  private final EventSender sender;
  private final Clock clock;
  private final long periodMs;
  private final Counter beats;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private long timer;

  Heartbeat(
      Vertx vertx,
      ActivePolicy policy,
      EventSender sender,
      Clock clock,
      PolicyConfig config,
      MeterRegistry metrics) {
    this.vertx = vertx;
    this.policy = policy;
    this.sender = sender;
    this.clock = clock;
    this.periodMs = config.heartbeat().toMillis();
    this.beats = metrics.counter("mesh.policy.heartbeats");
  }

  @PostConstruct
  void start() {
    timer = vertx.setPeriodic(0, periodMs, ignored -> beat());
  }

  @PreDestroy
  void stop() {
    vertx.cancelTimer(timer);
  }

  private void beat() {
    if (!underWay.compareAndSet(false, true)) return;
    policy
        .read()
        .chain(active -> active.map(this::send).orElseGet(() -> Uni.createFrom().voidItem()))
        .eventually(() -> underWay.set(false))
        .subscribe()
        .with(sent -> {}, e -> LOG.warnf("no heartbeat: %s", e.getMessage()));
  }

  private Uni<Void> send(ActivePolicy.Active active) {
    return sender
        .send(FactChannel.SOURCE, PolicyFacts.heartbeat(active, clock.instant()))
        .invoke(() -> beats.increment());
  }
}
