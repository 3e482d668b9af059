package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The webhooks of one tenant at a time. What changes one is told to the audit log in the same transaction. */
public interface WebhookStore {
  /** All of the tenant's, newest first. */
  Uni<List<Webhook>> list(TenantId tenant);

  Uni<Optional<Webhook>> find(TenantId tenant, UUID id);

  /** Adds a webhook; false if the tenant has {@code most} of them. */
  Uni<Boolean> add(Webhook webhook, HeldSecret secret, int most);

  /**
   * Changes a webhook under its lock; empty if there is none. What {@code change} throws undoes it
   * and is the failure.
   *
   * @param by subject of the principal
   */
  Uni<Optional<Webhook>> change(TenantId tenant, UUID id, String by, UnaryOperator<Webhook> change);

  /** Deletes a webhook with its log, unless {@code check} throws; false if there is none. */
  Uni<Boolean> delete(TenantId tenant, UUID id, String by, Instant at, Consumer<Webhook> check);

  /**
   * Adds a secret; those before it end at {@code othersEnd} at the latest. Empty if there is no such
   * webhook; fails with {@link TooManySecrets}, changing nothing, if more than {@code most} would
   * hold at {@code now}.
   */
  Uni<Optional<Webhook>> rotate(
      TenantId tenant, UUID id, HeldSecret secret, Instant othersEnd, Instant now, int most, String by);

  /** The secrets that hold now, newest first. */
  Uni<List<HeldSecret>> secrets(TenantId tenant, UUID id);
}
