package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.webhook.HeldSecret;
import dev.missionmesh.gateway.application.webhook.MessageStore;
import dev.missionmesh.gateway.application.webhook.SealedSecrets;
import dev.missionmesh.gateway.application.webhook.WebhookMessage;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What is done over all tenants with messages and secrets, as the engine. */
@ApplicationScoped
class PostgresMessageStore implements MessageStore, SealedSecrets {
  private static final String WISHES =
      """
      select distinct tenant_id, unnest(event_types) as type from webhooks
      where tenant_id = any ($1::text[]) and disabled_reason is null""";

  /** The message's row is the inbox: what is known already puts nothing into the queue. Clocks of two machines may differ by a few seconds. */
  private static final String ADD =
      """
      with m as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::bytea[])
          as m (tenant_id, id, type, occurred_at, payload)
      ), wanted as (
        select m.tenant_id, m.id, w.id as webhook_id
        from m join webhooks w on w.tenant_id = m.tenant_id
        where w.disabled_reason is null and m.type = any (w.event_types)
          and w.created_at <= m.occurred_at + interval '5 seconds'
      ), fresh as (
        insert into webhook_messages (tenant_id, id, type, occurred_at, payload)
        select m.tenant_id, m.id, m.type, m.occurred_at, m.payload
        from m where exists (select 1 from wanted w where w.tenant_id = m.tenant_id and w.id = m.id)
        order by m.tenant_id, m.id
        on conflict do nothing
        returning tenant_id, id
      )
      insert into webhook_deliveries (tenant_id, webhook_id, message_id, state, next_attempt_at)
      select w.tenant_id, w.webhook_id, w.id, 'pending', now()
      from wanted w join fresh f on f.tenant_id = w.tenant_id and f.id = w.id""";

  private static final String PURGE =
      """
      delete from webhook_messages where (tenant_id, id) in (
        select tenant_id, id from webhook_messages
        where created_at < now() - $1::bigint * interval '1 millisecond' limit 2000)""";
  private static final String PURGE_SECRETS =
      "delete from webhook_secrets where ends_at < now() - interval '1 hour'";
  private static final String SEALED_OTHERWISE =
      """
      select tenant_id, webhook_id, id, key_id, sealed from webhook_secrets
      where key_id <> $1 and (ends_at is null or ends_at > now()) limit $2""";
  private static final String REPLACE =
      """
      update webhook_secrets set key_id = $4, sealed = $5
      where tenant_id = $1 and webhook_id = $2 and id = $3 and key_id = $6""";

  private final Pool engine;

  PostgresMessageStore(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<Set<Wish>> wishes(Set<String> tenants) {
    return engine
        .preparedQuery(WISHES)
        .execute(Values.of((Object) tenants.toArray(String[]::new)))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> new Wish(row.getString("tenant_id"), row.getString("type")))
                    .collect(Collectors.toSet()));
  }

  @Override
  public Uni<Integer> add(List<WebhookMessage> messages) {
    int n = messages.size();
    String[] tenants = new String[n];
    String[] ids = new String[n];
    String[] types = new String[n];
    OffsetDateTime[] times = new OffsetDateTime[n];
    Buffer[] payloads = new Buffer[n];
    for (int i = 0; i < n; i++) {
      WebhookMessage message = messages.get(i);
      tenants[i] = message.tenant().value();
      ids[i] = message.id();
      types[i] = message.type();
      times[i] = message.occurredAt().atOffset(ZoneOffset.UTC);
      payloads[i] = Buffer.buffer(message.payload());
    }
    return TenantTransactions.inTenants(
            engine,
            messages.stream().map(WebhookMessage::tenant).toList(),
            c -> c.preparedQuery(ADD).execute(Values.of(tenants, ids, types, times, payloads)))
        .map(RowSet::rowCount);
  }

  @Override
  public Uni<Integer> purge(Duration age) {
    return engine
        .query(PURGE_SECRETS)
        .execute()
        .chain(() -> engine.preparedQuery(PURGE).execute(Values.of(age.toMillis())))
        .map(RowSet::rowCount);
  }

  @Override
  public Uni<List<Owned>> sealedOtherwise(String keyId, int limit) {
    return engine
        .preparedQuery(SEALED_OTHERWISE)
        .execute(Values.of(keyId, limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(
                        row ->
                            new Owned(
                                new TenantId(row.getString("tenant_id")),
                                row.getUUID("webhook_id"),
                                new HeldSecret(
                                    row.getUUID("id"),
                                    row.getString("key_id"),
                                    Values.bytes(row, "sealed"))))
                    .toList());
  }

  @Override
  public Uni<Void> replace(Owned before, HeldSecret after) {
    return TenantTransactions.inTenants(
            engine,
            List.of(before.tenant()),
            c ->
                c.preparedQuery(REPLACE)
                    .execute(
                        Values.of(
                            before.tenant().value(),
                            before.webhook(),
                            before.secret().id(),
                            after.keyId(),
                            after.sealed(),
                            before.secret().keyId())))
        .replaceWithVoid();
  }
}
