package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.application.Publication;
import dev.missionmesh.gateway.application.webhook.AddressGuard;
import dev.missionmesh.gateway.application.webhook.Courier;
import dev.missionmesh.gateway.application.webhook.Deliverer;
import dev.missionmesh.gateway.application.webhook.DeliveryObserver;
import dev.missionmesh.gateway.application.webhook.DeliveryQueue;
import dev.missionmesh.gateway.application.webhook.SealingKeys;
import dev.missionmesh.gateway.application.webhook.SecretSeal;
import dev.missionmesh.gateway.application.webhook.WebhookTerms;
import dev.missionmesh.gateway.domain.webhook.Circuits;
import dev.missionmesh.gateway.domain.webhook.Places;
import dev.missionmesh.gateway.domain.webhook.RetrySchedule;
import dev.missionmesh.gateway.domain.webhook.TargetRules;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes the parts of the webhooks that know nothing of the container. */
class WebhookParts {
  private static final Duration LONGEST_ATTEMPT = Duration.ofMinutes(1);
  private static final Duration GRACE = Duration.ofSeconds(10);

  @Produces
  @Singleton
  SecretSeal seal(WebhookConfig config) {
    return new SecretSeal(new SealingKeys(config.keyFile().orElse(null)));
  }

  @Produces
  @Singleton
  AddressGuard guard(WebhookConfig config) {
    return new AddressGuard(config.allowPrivate().orElse(List.of()));
  }

  @Produces
  @Singleton
  TargetRules rules(WebhookConfig config) {
    return TargetRules.of(config.allowHttp(), config.ports());
  }

  @Produces
  @Singleton
  WebhookTerms terms(WebhookConfig config) {
    Duration attempt = config.attemptTime();
    if (!attempt.isPositive() || attempt.compareTo(LONGEST_ATTEMPT) > 0) {
      throw new IllegalArgumentException(
          "mesh.gateway.webhooks.attempt-time must be positive and at most PT1M, was " + attempt);
    }
    return new WebhookTerms(
        config.most(),
        new RetrySchedule(config.schedule()),
        attempt.plus(GRACE),
        config.failingFor(),
        config.perWebhook());
  }

  @Produces
  @Singleton
  Deliverer deliverer(
      Vertx vertx,
      WebhookConfig config,
      DeliveryQueue queue,
      Courier courier,
      SecretSeal seal,
      WebhookTerms terms,
      DeliveryObserver observer,
      Publication publication,
      Clock clock) {
    Context context = ((VertxInternal) vertx).createEventLoopContext();
    Circuits circuits = new Circuits(System::nanoTime);
    Places places =
        new Places(config.atOnce(), config.perTenant(), config.perWebhook(), circuits);
    return new Deliverer(
        queue,
        courier,
        seal,
        terms,
        places,
        circuits,
        observer,
        publication,
        clock,
        task -> context.runOnContext(ignored -> task.run()));
  }
}
