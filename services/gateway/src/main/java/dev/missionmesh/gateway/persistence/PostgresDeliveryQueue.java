package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.webhook.DeliveryQueue;
import dev.missionmesh.gateway.application.webhook.HeldSecret;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The queue of deliveries in PostgreSQL, as the engine. */
@ApplicationScoped
class PostgresDeliveryQueue implements DeliveryQueue {
  /** Webhooks with something pending are found by skipping through the index, one probe each, however much waits. */
  private static final String WAITING =
      """
      with recursive waiting as (
        (select d.tenant_id, d.webhook_id from webhook_deliveries d
         where d.state = 'pending' order by d.tenant_id, d.webhook_id limit 1)
        union all
        select n.tenant_id, n.webhook_id
        from waiting w cross join lateral (
          select d.tenant_id, d.webhook_id from webhook_deliveries d
          where d.state = 'pending' and (d.tenant_id, d.webhook_id) > (w.tenant_id, w.webhook_id)
          order by d.tenant_id, d.webhook_id limit 1) n
      ), open as (
        select w.tenant_id, w.webhook_id
        from waiting w
        join webhooks h on h.tenant_id = w.tenant_id and h.id = w.webhook_id
        join tenants t on t.tenant_id = w.tenant_id
        where h.disabled_reason is null and t.state = 'active'
      )
      """;

  private static final String DUE =
      WAITING
          + """
          select q.tenant_id, q.webhook_id, q.message_id
          from open o cross join lateral (
            select d.tenant_id, d.webhook_id, d.message_id, d.next_attempt_at,
              row_number() over (order by d.next_attempt_at) as place
            from webhook_deliveries d
            where d.tenant_id = o.tenant_id and d.webhook_id = o.webhook_id
              and d.state = 'pending' and d.next_attempt_at <= now()
            order by d.next_attempt_at limit $2) q
          where o.webhook_id <> all ($3::uuid[]) and o.tenant_id <> all ($4::text[])
          order by q.place, q.next_attempt_at limit $1""";

  private static final String DEPTH =
      WAITING
          + """
          select coalesce(sum(q.n), 0)::bigint as due,
            coalesce(extract(epoch from now() - min(q.oldest)) * 1000, 0)::bigint as overdue
          from open o cross join lateral (
            select count(*) as n, min(c.next_attempt_at) as oldest
            from (select d.next_attempt_at from webhook_deliveries d
              where d.tenant_id = o.tenant_id and d.webhook_id = o.webhook_id
                and d.state = 'pending' and d.next_attempt_at <= now()
              order by d.next_attempt_at limit 10000) c) q""";

  private static final String CLAIM =
      """
      with picked as (
        select d.tenant_id, d.webhook_id, d.message_id
        from webhook_deliveries d
        join unnest($1::text[], $2::uuid[], $3::text[]) as k (tenant_id, webhook_id, message_id)
          using (tenant_id, webhook_id, message_id)
        where d.state = 'pending' and d.next_attempt_at <= now()
        order by d.tenant_id, d.webhook_id, d.message_id
        for update of d skip locked
      ), claimed as (
        update webhook_deliveries d
        set claim = $4, next_attempt_at = now() + $5::bigint * interval '1 millisecond'
        from picked p
        where d.tenant_id = p.tenant_id and d.webhook_id = p.webhook_id and d.message_id = p.message_id
        returning d.tenant_id, d.webhook_id, d.message_id, d.tries
      )
      select c.tenant_id, c.webhook_id, c.message_id, c.tries, h.url, m.type, m.payload, s.ids, s.keys, s.sealed
      from claimed c
      join webhooks h on h.tenant_id = c.tenant_id and h.id = c.webhook_id
      join webhook_messages m on m.tenant_id = c.tenant_id and m.id = c.message_id
      cross join lateral (
        select array_agg(x.id order by x.created_at desc, x.id desc) as ids,
          array_agg(x.key_id order by x.created_at desc, x.id desc) as keys,
          array_agg(x.sealed order by x.created_at desc, x.id desc) as sealed
        from webhook_secrets x
        where x.tenant_id = c.tenant_id and x.webhook_id = c.webhook_id
          and (x.ends_at is null or x.ends_at > now())) s""";

  private static final String FINISH =
      """
      with ended as (
        update webhook_deliveries
        set claim = null, attempts = attempts + 1, tries = tries + 1, state = $5,
          next_attempt_at = case when $5 = 'pending' then now() + $6::bigint * interval '1 millisecond' end,
          ended_at = case when $5 <> 'pending' then now() end
        where tenant_id = $1 and webhook_id = $2 and message_id = $3 and claim = $4 and state = 'pending'
        returning attempts
      )
      insert into webhook_attempts
        (tenant_id, webhook_id, message_id, number, at, duration_ms, outcome, response_status, response_excerpt)
      select $1, $2, $3, ended.attempts, $7, $8, $9, $10, $11 from ended""";

  private static final String SUCCEEDED =
      """
      update webhooks set failing_since = null
      where tenant_id = $1 and id = $2 and failing_since is not null""";
  private static final String FAILED =
      """
      update webhooks w
      set failing_since = coalesce(w.failing_since, now()), disabled_reason = n.reason,
        revision = w.revision + case when n.reason is null then 0 else 1 end,
        changed_at = case when n.reason is null then w.changed_at else now() end
      from (
        select tenant_id, id, case when $3 then 'gone'
          when failing_since <= now() - $4::bigint * interval '1 millisecond' then 'failing' end as reason
        from webhooks where tenant_id = $1 and id = $2 for update) n
      where w.tenant_id = n.tenant_id and w.id = n.id and w.disabled_reason is null
        and (w.failing_since is null or n.reason is not null)
      returning w.disabled_reason, w.revision, w.changed_at""";

  private final Pool engine;

  PostgresDeliveryQueue(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<List<Key>> due(
      int limit, int perWebhook, Collection<UUID> exceptWebhooks, Collection<TenantId> exceptTenants) {
    return engine
        .preparedQuery(DUE)
        .execute(
            Values.of(
                limit,
                perWebhook,
                exceptWebhooks.toArray(UUID[]::new),
                exceptTenants.stream().map(TenantId::value).toArray(String[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(PostgresDeliveryQueue::key).toList());
  }

  @Override
  public Uni<List<Claimed>> claim(List<Key> keys, Duration lease) {
    UUID claim = UUID.randomUUID();
    return TenantTransactions.inTenants(
            engine,
            keys.stream().map(Key::tenant).toList(),
            c ->
                c.preparedQuery(CLAIM)
                    .execute(
                        Values.of(
                            keys.stream().map(k -> k.tenant().value()).toArray(String[]::new),
                            keys.stream().map(Key::webhook).toArray(UUID[]::new),
                            keys.stream().map(Key::messageId).toArray(String[]::new),
                            claim,
                            lease.toMillis())))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(row -> claimed(row, claim)).toList());
  }

  @Override
  public Uni<Boolean> finish(Claimed claimed, Attempt attempt, Duration pause, Duration failingFor) {
    Key key = claimed.key();
    String state = attempt.outcome().isSuccess() ? "delivered" : pause == null ? "failed" : "pending";
    return TenantTransactions.inTenants(
        engine,
        List.of(key.tenant()),
        c ->
            c.preparedQuery(FINISH)
                .execute(
                    Values.of(
                        key.tenant().value(),
                        key.webhook(),
                        key.messageId(),
                        claimed.claim(),
                        state,
                        pause == null ? null : pause.toMillis(),
                        attempt.at(),
                        (int) attempt.took().toMillis(),
                        attempt.outcome().label(),
                        attempt.status(),
                        attempt.excerpt()))
                .chain(
                    rows ->
                        rows.rowCount() == 0
                            ? Uni.createFrom().item(false)
                            : note(c, key, attempt.outcome(), failingFor)));
  }

  private static Uni<Boolean> note(SqlConnection c, Key key, Outcome outcome, Duration failingFor) {
    if (outcome.isSuccess()) {
      return c.preparedQuery(SUCCEEDED)
          .execute(Values.of(key.tenant().value(), key.webhook()))
          .replaceWith(false);
    }
    return c.preparedQuery(FAILED)
        .execute(
            Values.of(
                key.tenant().value(), key.webhook(), outcome == Outcome.GONE, failingFor.toMillis()))
        .chain(rows -> tellIfDisabled(c, key, rows));
  }

  private static Uni<Boolean> tellIfDisabled(SqlConnection c, Key key, RowSet<Row> rows) {
    if (rows.size() == 0 || rows.iterator().next().getString("disabled_reason") == null) {
      return Uni.createFrom().item(false);
    }
    Row row = rows.iterator().next();
    return Outbox.append(
            c,
            List.of(
                WebhookFacts.disabled(
                    key.tenant(),
                    key.webhook(),
                    row.getLong("revision"),
                    Values.time(row, "changed_at"),
                    row.getString("disabled_reason"))))
        .replaceWith(true);
  }

  @Override
  public Uni<Depth> depth() {
    return engine
        .query(DEPTH)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Depth(row.getLong("due"), Duration.ofMillis(row.getLong("overdue"))));
  }

  private static Key key(Row row) {
    return new Key(
        new TenantId(row.getString("tenant_id")), row.getUUID("webhook_id"), row.getString("message_id"));
  }

  private static Claimed claimed(Row row, UUID claim) {
    return new Claimed(
        key(row),
        claim,
        row.getInteger("tries"),
        row.getString("url"),
        row.getString("type"),
        Values.bytes(row, "payload"),
        secrets(row));
  }

  private static List<HeldSecret> secrets(Row row) {
    UUID[] ids = row.getArrayOfUUIDs("ids");
    List<HeldSecret> secrets = new ArrayList<>();
    if (ids != null) {
      String[] keys = row.getArrayOfStrings("keys");
      Buffer[] sealed = (Buffer[]) row.getValue("sealed");
      for (int i = 0; i < ids.length; i++) {
        secrets.add(new HeldSecret(ids[i], keys[i], sealed[i].getBytes()));
      }
    }
    return secrets;
  }
}
