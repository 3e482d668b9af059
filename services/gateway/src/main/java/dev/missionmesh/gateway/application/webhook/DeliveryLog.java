package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What became of the messages to one tenant's webhooks. */
public interface DeliveryLog {
  /**
   * A page, newest first.
   *
   * @param after where it begins; null: at the newest
   * @param state only these; null: all
   */
  Uni<List<Delivery>> page(TenantId tenant, UUID webhook, Delivery.Mark after, String state, int limit);

  /** Makes a delivery due now, with all attempts before it; empty if there is none. */
  Uni<Optional<Delivery>> replay(TenantId tenant, UUID webhook, String messageId);

  /** Writes down a message that was sent once, outside the queue. */
  Uni<Void> record(WebhookMessage message, UUID webhook, Attempt attempt);
}
