package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.webhook.HeldSecret;
import dev.missionmesh.gateway.application.webhook.TooManySecrets;
import dev.missionmesh.gateway.application.webhook.WebhookStore;
import dev.missionmesh.gateway.domain.webhook.DisabledReason;
import dev.missionmesh.gateway.domain.webhook.Webhook;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;

/** Webhooks in PostgreSQL, each tenant's behind row-level security. */
@ApplicationScoped
class PostgresWebhookStore implements WebhookStore {
  private static final String COLUMNS =
      """
      select tenant_id, id, url, description, event_types, disabled_reason, failing_since, revision,
        created_at, created_by, changed_at
      from webhooks where tenant_id = $1""";
  private static final String LIST = COLUMNS + " order by created_at desc, id desc limit 1000";
  private static final String FIND = COLUMNS + " and id = $2";
  private static final String LOCK = FIND + " for update";

  /** Twins that would each add the last one wait for one another here. */
  private static final String LOCK_TENANT =
      "select 1 from tenants where tenant_id = $1 for no key update";

  private static final String COUNT = "select count(*) as n from webhooks where tenant_id = $1";
  private static final String INSERT =
      """
      insert into webhooks (tenant_id, id, url, description, event_types, revision, created_at, created_by, changed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $7)""";
  private static final String UPDATE =
      """
      update webhooks set url = $3, description = $4, event_types = $5, disabled_reason = $6,
        failing_since = $7, revision = $8, changed_at = $9
      where tenant_id = $1 and id = $2""";
  private static final String DELETE = "delete from webhooks where tenant_id = $1 and id = $2";
  private static final String INSERT_SECRET =
      """
      insert into webhook_secrets (tenant_id, webhook_id, id, key_id, sealed, created_at)
      values ($1, $2, $3, $4, $5, $6)""";
  private static final String END_SECRETS =
      """
      update webhook_secrets set ends_at = $3
      where tenant_id = $1 and webhook_id = $2 and (ends_at is null or ends_at > $3)""";
  private static final String COUNT_SECRETS =
      """
      select count(*) as n from webhook_secrets
      where tenant_id = $1 and webhook_id = $2 and (ends_at is null or ends_at > $3)""";
  private static final String SECRETS =
      """
      select id, key_id, sealed from webhook_secrets
      where tenant_id = $1 and webhook_id = $2 and (ends_at is null or ends_at > now())
      order by created_at desc, id desc""";

  private final Pool api;

  PostgresWebhookStore(Pool api) {
    this.api = api;
  }

  @Override
  public Uni<List<Webhook>> list(TenantId tenant) {
    return inTenant(tenant, c -> c.preparedQuery(LIST).execute(Values.of(tenant.value())))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(PostgresWebhookStore::webhook).toList());
  }

  @Override
  public Uni<Optional<Webhook>> find(TenantId tenant, UUID id) {
    return inTenant(tenant, c -> one(c, FIND, tenant, id));
  }

  @Override
  public Uni<Boolean> add(Webhook webhook, HeldSecret secret, int most) {
    TenantId tenant = webhook.tenant();
    return inTenant(
        tenant,
        c ->
            c.preparedQuery(LOCK_TENANT)
                .execute(Values.of(tenant.value()))
                .chain(() -> c.preparedQuery(COUNT).execute(Values.of(tenant.value())))
                .map(rows -> rows.iterator().next().getLong("n") < most)
                .chain(room -> room ? insert(c, webhook, secret) : Uni.createFrom().item(false)));
  }

  private static Uni<Boolean> insert(SqlConnection c, Webhook webhook, HeldSecret secret) {
    return c.preparedQuery(INSERT)
        .execute(
            Values.of(
                webhook.tenant().value(),
                webhook.id(),
                webhook.url(),
                webhook.description(),
                webhook.eventTypes().toArray(String[]::new),
                webhook.revision(),
                webhook.createdAt(),
                webhook.createdBy()))
        .chain(() -> insertSecret(c, webhook.tenant(), webhook.id(), secret, webhook.createdAt()))
        .chain(() -> tell(c, WebhookFacts.created(webhook)))
        .replaceWith(true);
  }

  private static Uni<RowSet<Row>> insertSecret(
      SqlConnection c, TenantId tenant, UUID id, HeldSecret secret, Instant at) {
    return c.preparedQuery(INSERT_SECRET)
        .execute(
            Values.of(tenant.value(), id, secret.id(), secret.keyId(), secret.sealed(), at));
  }

  @Override
  public Uni<Optional<Webhook>> change(
      TenantId tenant, UUID id, String by, UnaryOperator<Webhook> change) {
    return locked(
        tenant,
        id,
        (c, before) -> {
          Webhook after = change.apply(before);
          return after.equals(before)
              ? Uni.createFrom().item(before)
              : update(c, after)
                  .chain(() -> tell(c, WebhookFacts.changed(after, by)))
                  .replaceWith(after);
        });
  }

  private static Uni<RowSet<Row>> update(SqlConnection c, Webhook webhook) {
    return c.preparedQuery(UPDATE)
        .execute(
            Values.of(
                webhook.tenant().value(),
                webhook.id(),
                webhook.url(),
                webhook.description(),
                webhook.eventTypes().toArray(String[]::new),
                webhook.isEnabled() ? null : webhook.disabled().label(),
                webhook.failingSince(),
                webhook.revision(),
                webhook.changedAt()));
  }

  @Override
  public Uni<Boolean> delete(
      TenantId tenant, UUID id, String by, Instant at, Consumer<Webhook> check) {
    return locked(
            tenant,
            id,
            (c, webhook) -> {
              check.accept(webhook);
              return c.preparedQuery(DELETE)
                  .execute(Values.of(tenant.value(), id))
                  .chain(() -> tell(c, WebhookFacts.deleted(webhook.revised(at), by)));
            })
        .map(Optional::isPresent);
  }

  @Override
  public Uni<Optional<Webhook>> rotate(
      TenantId tenant, UUID id, HeldSecret secret, Instant othersEnd, Instant now, int most, String by) {
    return locked(
        tenant,
        id,
        (c, before) -> {
          Webhook after = before.revised(now);
          return c.preparedQuery(END_SECRETS)
              .execute(Values.of(tenant.value(), id, othersEnd))
              .chain(() -> insertSecret(c, tenant, id, secret, now))
              .chain(() -> c.preparedQuery(COUNT_SECRETS).execute(Values.of(tenant.value(), id, now)))
              .invoke(rows -> requireFew(rows, most))
              .chain(() -> update(c, after))
              .chain(() -> tell(c, WebhookFacts.rotated(after, othersEnd, by)))
              .replaceWith(after);
        });
  }

  private static void requireFew(RowSet<Row> rows, int most) {
    if (rows.iterator().next().getLong("n") > most) {
      throw new TooManySecrets();
    }
  }

  @Override
  public Uni<List<HeldSecret>> secrets(TenantId tenant, UUID id) {
    return inTenant(tenant, c -> c.preparedQuery(SECRETS).execute(Values.of(tenant.value(), id)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new HeldSecret(
                                row.getUUID("id"), row.getString("key_id"), Values.bytes(row, "sealed")))
                    .toList());
  }

  private interface Locked<T> {
    Uni<T> with(SqlConnection connection, Webhook webhook);
  }

  private <T> Uni<Optional<T>> locked(TenantId tenant, UUID id, Locked<T> work) {
    return inTenant(
        tenant,
        c ->
            one(c, LOCK, tenant, id)
                .chain(
                    found ->
                        found.isEmpty()
                            ? Uni.createFrom().item(Optional.empty())
                            : work.with(c, found.get()).map(Optional::ofNullable)));
  }

  private <T> Uni<T> inTenant(TenantId tenant, Function<SqlConnection, Uni<T>> work) {
    return TenantTransactions.inTenant(api, tenant, work);
  }

  private static Uni<Optional<Webhook>> one(SqlConnection c, String sql, TenantId tenant, UUID id) {
    return c.preparedQuery(sql)
        .execute(Values.of(tenant.value(), id))
        .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(webhook(rows.iterator().next())));
  }

  private static Uni<Boolean> tell(SqlConnection c, OutgoingEvent fact) {
    return Outbox.append(c, List.of(fact)).replaceWith(true);
  }

  private static Webhook webhook(Row row) {
    return new Webhook(
        new TenantId(row.getString("tenant_id")),
        row.getUUID("id"),
        row.getString("url"),
        List.of(row.getArrayOfStrings("event_types")),
        row.getString("description"),
        DisabledReason.of(row.getString("disabled_reason")),
        Values.time(row, "failing_since"),
        row.getLong("revision"),
        Values.time(row, "created_at"),
        row.getString("created_by"),
        Values.time(row, "changed_at"));
  }
}
