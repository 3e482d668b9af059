package dev.missionmesh.gateway.delivery;

import dev.missionmesh.gateway.application.webhook.Deliverer;
import dev.missionmesh.gateway.application.webhook.DeliveryQueue;
import dev.missionmesh.gateway.application.webhook.MessageStore;
import dev.missionmesh.gateway.application.webhook.Resealing;
import dev.missionmesh.gateway.config.WebhookConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What is done for webhooks every now and then. */
@ApplicationScoped
class DeliveryRounds {
  private static final Logger LOG = Logger.getLogger(DeliveryRounds.class);
  private static final Duration MEASURE = Duration.ofSeconds(15);
  private static final Duration TIDY = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final WebhookConfig config;
  private final Deliverer deliverer;
  private final DeliveryQueue queue;
  private final MessageStore messages;
  private final Resealing resealing;
  private final DeliveryMetrics metrics;

  DeliveryRounds(
      Vertx vertx,
      WebhookConfig config,
      Deliverer deliverer,
      DeliveryQueue queue,
      MessageStore messages,
      Resealing resealing,
      DeliveryMetrics metrics) {
    this.vertx = vertx;
    this.config = config;
    this.deliverer = deliverer;
    this.queue = queue;
    this.messages = messages;
    this.resealing = resealing;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    every(config.poll(), deliverer::wake);
    every(MEASURE, () -> run("measured", queue.depth().invoke(metrics::waiting)));
    every(TIDY, this::tidy);
  }

  void stop(@Observes ShutdownEvent event) {
    deliverer.stop();
  }

  private void tidy() {
    run("purged", messages.purge(config.retention()));
    run("sealed anew", resealing.run());
  }

  private void every(Duration period, Runnable task) {
    vertx.setPeriodic(period.toMillis(), ignored -> task.run());
  }

  private static void run(String what, Uni<?> work) {
    work.subscribe().with(done -> {}, e -> LOG.warnf("webhooks are not %s: cause=%s", what, e));
  }
}
