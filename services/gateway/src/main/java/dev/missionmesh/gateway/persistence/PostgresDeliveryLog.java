package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.webhook.Delivery;
import dev.missionmesh.gateway.application.webhook.DeliveryLog;
import dev.missionmesh.gateway.application.webhook.WebhookMessage;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The log of deliveries in PostgreSQL, each tenant's behind row-level security. */
@ApplicationScoped
class PostgresDeliveryLog implements DeliveryLog {
  private static final String SELECT =
      """
      select d.webhook_id, d.message_id, m.type, d.state, d.created_at, d.next_attempt_at, d.ended_at
      from webhook_deliveries d
      join webhook_messages m on m.tenant_id = d.tenant_id and m.id = d.message_id
      where d.tenant_id = $1 and d.webhook_id = $2""";
  private static final String PAGE =
      SELECT
          + """
           and ($3::timestamptz is null or (d.created_at, d.message_id) < ($3, $4))
            and ($5::text is null or d.state = $5)
          order by d.created_at desc, d.message_id desc limit $6""";
  private static final String ONE = SELECT + " and d.message_id = $3";
  private static final String ATTEMPTS =
      """
      select message_id, number, at, duration_ms, outcome, response_status, response_excerpt
      from webhook_attempts
      where tenant_id = $1 and webhook_id = $2 and message_id = any ($3::text[])
      order by message_id, number""";
  private static final String REPLAY =
      """
      update webhook_deliveries set state = 'pending', tries = 0, next_attempt_at = now(), claim = null, ended_at = null
      where tenant_id = $1 and webhook_id = $2 and message_id = $3""";
  private static final String MESSAGE =
      """
      insert into webhook_messages (tenant_id, id, type, occurred_at, payload) values ($1, $2, $3, $4, $5)""";
  private static final String ENDED =
      """
      insert into webhook_deliveries (tenant_id, webhook_id, message_id, state, attempts, tries, ended_at)
      select $1, $2, $3, $4, 1, 1, now() from webhooks where tenant_id = $1 and id = $2""";
  private static final String ATTEMPT =
      """
      insert into webhook_attempts
        (tenant_id, webhook_id, message_id, number, at, duration_ms, outcome, response_status, response_excerpt)
      select $1, $2, $3, 1, $4, $5, $6, $7, $8
      from webhook_deliveries where tenant_id = $1 and webhook_id = $2 and message_id = $3""";

  private final Pool api;

  PostgresDeliveryLog(Pool api) {
    this.api = api;
  }

  @Override
  public Uni<List<Delivery>> page(
      TenantId tenant, UUID webhook, Delivery.Mark after, String state, int limit) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(PAGE)
                .execute(
                    Values.of(
                        tenant.value(),
                        webhook,
                        after == null ? null : after.createdAt(),
                        after == null ? null : after.messageId(),
                        state,
                        limit))
                .chain(rows -> withAttempts(c, tenant, webhook, rows)));
  }

  @Override
  public Uni<Optional<Delivery>> replay(TenantId tenant, UUID webhook, String messageId) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(REPLAY)
                .execute(Values.of(tenant.value(), webhook, messageId))
                .chain(
                    () -> c.preparedQuery(ONE).execute(Values.of(tenant.value(), webhook, messageId)))
                .chain(rows -> withAttempts(c, tenant, webhook, rows))
                .map(found -> found.stream().findFirst()));
  }

  @Override
  public Uni<Void> record(WebhookMessage message, UUID webhook, Attempt attempt) {
    String tenant = message.tenant().value();
    String state = attempt.outcome().isSuccess() ? "delivered" : "failed";
    return TenantTransactions.inTenant(
            api,
            message.tenant(),
            c ->
                c.preparedQuery(MESSAGE)
                    .execute(
                        Values.of(
                            tenant, message.id(), message.type(), message.occurredAt(), message.payload()))
                    .chain(
                        () ->
                            c.preparedQuery(ENDED)
                                .execute(Values.of(tenant, webhook, message.id(), state)))
                    .chain(
                        () ->
                            c.preparedQuery(ATTEMPT)
                                .execute(
                                    Values.of(
                                        tenant,
                                        webhook,
                                        message.id(),
                                        attempt.at(),
                                        (int) attempt.took().toMillis(),
                                        attempt.outcome().label(),
                                        attempt.status(),
                                        attempt.excerpt()))))
        .replaceWithVoid();
  }

  private static Uni<List<Delivery>> withAttempts(
      SqlConnection c, TenantId tenant, UUID webhook, RowSet<Row> deliveries) {
    List<String> ids = new ArrayList<>();
    deliveries.forEach(row -> ids.add(row.getString("message_id")));
    return c.preparedQuery(ATTEMPTS)
        .execute(Values.of(tenant.value(), webhook, ids.toArray(String[]::new)))
        .map(PostgresDeliveryLog::byMessage)
        .map(
            attempts -> {
              List<Delivery> page = new ArrayList<>();
              deliveries.forEach(row -> page.add(delivery(row, attempts)));
              return page;
            });
  }

  private static Map<String, List<Delivery.Logged>> byMessage(RowSet<Row> rows) {
    Map<String, List<Delivery.Logged>> attempts = new HashMap<>();
    for (Row row : rows) {
      attempts
          .computeIfAbsent(row.getString("message_id"), ignored -> new ArrayList<>())
          .add(new Delivery.Logged(row.getInteger("number"), attempt(row)));
    }
    return attempts;
  }

  private static Attempt attempt(Row row) {
    return new Attempt(
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        Values.time(row, "at"),
        Duration.ofMillis(row.getInteger("duration_ms")),
        row.getInteger("response_status"),
        row.getString("response_excerpt"),
        null);
  }

  private static Delivery delivery(Row row, Map<String, List<Delivery.Logged>> attempts) {
    String message = row.getString("message_id");
    return new Delivery(
        row.getUUID("webhook_id"),
        message,
        row.getString("type"),
        row.getString("state"),
        Values.time(row, "created_at"),
        Values.time(row, "next_attempt_at"),
        Values.time(row, "ended_at"),
        attempts.getOrDefault(message, List.of()));
  }
}
