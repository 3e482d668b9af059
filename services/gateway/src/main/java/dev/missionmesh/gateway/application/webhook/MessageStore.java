package dev.missionmesh.gateway.application.webhook;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The messages of all tenants. */
public interface MessageStore {
  /** Some webhook of a tenant wants messages of a type. */
  record Wish(String tenant, String type) {}

  /** What the enabled webhooks of these tenants want now. */
  Uni<Set<Wish>> wishes(Set<String> tenants);

  /**
   * Keeps each message that an enabled webhook wants, and puts a delivery for each such webhook
   * into the queue, all in one transaction. A message that is known already changes nothing, nor
   * does one about something from before the webhook was made.
   *
   * @return number of deliveries put into the queue
   */
  Uni<Integer> add(List<WebhookMessage> messages);

  /** Deletes messages of this age, with their deliveries, and secrets that have ended; how many messages. */
  Uni<Integer> purge(Duration age);
}
