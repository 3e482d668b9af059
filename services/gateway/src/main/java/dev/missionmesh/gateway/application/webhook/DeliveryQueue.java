package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The deliveries of all tenants that are to be made. Times are the database's. */
public interface DeliveryQueue {
  /** Names a delivery. */
  record Key(TenantId tenant, UUID webhook, String messageId) {}

  /**
   * A delivery that this replica may make until its lease ends.
   *
   * @param claim token of the lease
   * @param tries attempts made since it was last begun
   * @param secrets those that hold now, newest first
   */
  record Claimed(
      Key key, UUID claim, int tries, String url, String type, byte[] payload, List<HeldSecret> secrets) {}

  /** How much waits: deliveries that are due, and for how long the oldest is overdue. */
  record Depth(long due, Duration overdue) {}

  /**
   * Due deliveries to enabled webhooks of active tenants, the first of each webhook before the
   * second of any.
   *
   * @param perWebhook most for one webhook
   * @param exceptWebhooks to which nothing can go now
   * @param exceptTenants to which nothing can go now
   */
  Uni<List<Key>> due(
      int limit, int perWebhook, Collection<UUID> exceptWebhooks, Collection<TenantId> exceptTenants);

  /** Claims those that are still due and that nobody else is claiming. */
  Uni<List<Claimed>> claim(List<Key> keys, Duration lease);

  /**
   * Writes an attempt down and what follows, if the claim still holds; otherwise does nothing.
   *
   * @param pause until the next attempt; null if there is none
   * @param failingFor after which a webhook that only fails is disabled
   * @return true if the webhook was disabled by this
   */
  Uni<Boolean> finish(Claimed claimed, Attempt attempt, Duration pause, Duration failingFor);

  Uni<Depth> depth();
}
