package dev.missionmesh.gateway.application.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.EventName;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What people do with deliveries: look at them, send one again, send a test. */
@ApplicationScoped
public class DeliveryDesk {
  /** What a test came to. */
  public record Tested(String messageId, Attempt attempt) {}

  private final WebhookAdministration webhooks;
  private final WebhookStore store;
  private final DeliveryLog log;
  private final SecretSeal seal;
  private final Courier courier;
  private final Deliverer deliverer;
  private final Clock clock;

  DeliveryDesk(
      WebhookAdministration webhooks,
      WebhookStore store,
      DeliveryLog log,
      SecretSeal seal,
      Courier courier,
      Deliverer deliverer,
      Clock clock) {
    this.webhooks = webhooks;
    this.store = store;
    this.log = log;
    this.seal = seal;
    this.courier = courier;
    this.deliverer = deliverer;
    this.clock = clock;
  }

  /** A page of a webhook's deliveries, newest first; see {@link DeliveryLog#page}. */
  public Uni<List<Delivery>> page(
      TenantId tenant, UUID webhook, Delivery.Mark after, String state, int limit) {
    return webhooks
        .get(tenant, webhook)
        .chain(() -> log.page(tenant, webhook, after, state, limit));
  }

  /** Makes a delivery due now, whatever became of it before, with all attempts before it. */
  public Uni<Delivery> replay(TenantId tenant, UUID webhook, String messageId) {
    return webhooks
        .get(tenant, webhook)
        .invoke(DeliveryDesk::requireEnabled)
        .chain(() -> log.replay(tenant, webhook, messageId))
        .map(found -> found.orElseThrow(DeliveryDesk::noSuchDelivery))
        .invoke(deliverer::wake);
  }

  private static void requireEnabled(Webhook webhook) {
    if (!webhook.isEnabled()) {
      throw new ProblemException(Problem.CONFLICT, "The webhook is disabled; enable it first.");
    }
  }

  private static ProblemException noSuchDelivery() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such delivery.");
  }

  /** Sends a message of type {@code webhook.test} once and at once, also to a disabled webhook, and logs it. */
  public Uni<Tested> test(TenantId tenant, UUID id) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    WebhookMessage message =
        WebhookMessage.about(
            UuidCreator.getTimeOrderedEpoch(), tenant, EventName.TEST, now, Map.of("webhookId", id));
    return webhooks
        .get(tenant, id)
        .chain(webhook -> send(webhook, message))
        .call(attempt -> log.record(message, id, attempt))
        .map(attempt -> new Tested(message.id(), attempt));
  }

  private Uni<Attempt> send(Webhook webhook, WebhookMessage message) {
    return store
        .secrets(webhook.tenant(), webhook.id())
        .map(held -> open(webhook, held))
        .chain(secrets -> courier.send(webhook.url(), message.id(), message.payload(), secrets));
  }

  private List<SigningSecret> open(Webhook webhook, List<HeldSecret> held) {
    try {
      return held.stream().map(s -> seal.open(webhook.tenant(), webhook.id(), s)).toList();
    } catch (IllegalStateException e) {
      throw new ProblemException(
              Problem.NOT_AVAILABLE, "This mesh lacks the key that the webhook's secret is kept with.")
          .with("service", "webhooks");
    }
  }
}
