package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.telemetry.application.AlertStore;
import dev.missionmesh.telemetry.domain.Alert;
import dev.missionmesh.telemetry.domain.Suspicion;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Alerts in PostgreSQL. An engine names the tenants whose rows it changes, so it looks for them first. */
@ApplicationScoped
class PostgresAlerts implements AlertStore {
  private static final String LIST =
      """
      select * from alerts where tenant_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or id < $3)
      order by id desc limit $4\
      """;
  private static final String SILENT =
      """
      select distinct tenant_id from alerts
      where state = 'open' and last_seen < now() - make_interval(secs => $1)\
      """;
  private static final String RESOLVE =
      """
      update alerts set state = 'resolved', resolved_at = now()
      where state = 'open' and last_seen < now() - make_interval(secs => $1) and tenant_id = any ($2::text[])\
      """;
  private static final String FORGET =
      "delete from watch_windows where at < now() - interval '1 day'";
  private static final String NUMBERS =
      "select rule, count(*) as raised, count(*) filter (where state = 'open') as open from alerts group by rule";
  private static final String DUE =
      "select distinct tenant_id from alert_deliveries where due_at <= now() limit 100";
  private static final String TAKE =
      """
      with due as (
        select tenant_id, alert_id, road from alert_deliveries
        where due_at <= now() and tenant_id = any ($1::text[]) order by due_at limit $2 for update skip locked
      ), taken as (
        update alert_deliveries d set attempts = attempts + 1, due_at = now() + interval '1 minute'
        from due where d.tenant_id = due.tenant_id and d.alert_id = due.alert_id and d.road = due.road
        returning d.*
      )
      select a.*, t.road, t.attempts from taken t join alerts a on a.tenant_id = t.tenant_id and a.id = t.alert_id\
      """;
  private static final String DONE =
      "delete from alert_deliveries where tenant_id = $1 and alert_id = $2 and road = $3";
  private static final String POSTPONE =
      """
      update alert_deliveries set due_at = now() + make_interval(secs => $4)
      where tenant_id = $1 and alert_id = $2 and road = $3\
      """;

  private final Pool api;
  private final Pool engine;

  PostgresAlerts(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<List<Alert>> list(TenantId tenant, Boolean open, UUID before, int limit) {
    String state = open == null ? null : open ? "open" : "resolved";
    Tuple parameters = Tuple.of(tenant.value(), state, before, (long) limit);
    return TenantTransactions.inTenant(
            api, tenant, c -> c.preparedQuery(LIST).execute(parameters))
        .map(
            rows -> {
              List<Alert> alerts = new ArrayList<>(rows.size());
              rows.forEach(row -> alerts.add(AlertRow.read(row)));
              return alerts;
            });
  }

  @Override
  public Uni<Void> tidy(Duration coolDown) {
    double seconds = coolDown.toMillis() / 1000.0;
    return engine
        .preparedQuery(SILENT)
        .execute(Tuple.of(seconds))
        .map(PostgresAlerts::tenants)
        .chain(tenants -> resolve(tenants, seconds))
        .chain(() -> engine.query(FORGET).execute())
        .replaceWithVoid();
  }

  private Uni<Void> resolve(List<TenantId> tenants, double seconds) {
    return tenants.isEmpty()
        ? Uni.createFrom().voidItem()
        : TenantTransactions.inTenants(
                engine,
                tenants,
                c -> c.preparedQuery(RESOLVE).execute(Tuple.of(seconds, names(tenants))))
            .replaceWithVoid();
  }

  @Override
  public Uni<Map<Suspicion, Number>> numbers() {
    return engine
        .preparedQuery(NUMBERS)
        .execute()
        .map(
            rows -> {
              Map<Suspicion, Number> numbers = new EnumMap<>(Suspicion.class);
              for (Row row : rows) {
                numbers.put(
                    Suspicion.of(row.getString("rule")),
                    new Number(row.getLong("raised"), row.getLong("open")));
              }
              return numbers;
            });
  }

  @Override
  public Uni<List<Delivery>> takeDue(int most) {
    return engine
        .preparedQuery(DUE)
        .execute()
        .map(PostgresAlerts::tenants)
        .chain(
            tenants ->
                tenants.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : TenantTransactions.inTenants(
                            engine,
                            tenants,
                            c ->
                                c.preparedQuery(TAKE)
                                    .execute(Tuple.of(names(tenants), (long) most)))
                        .map(PostgresAlerts::deliveries));
  }

  private static List<Delivery> deliveries(RowSet<Row> rows) {
    List<Delivery> taken = new ArrayList<>(rows.size());
    for (Row row : rows) {
      taken.add(
          new Delivery(AlertRow.read(row), row.getString("road"), row.getInteger("attempts")));
    }
    return taken;
  }

  @Override
  public Uni<Void> done(Delivery delivery) {
    return change(delivery, DONE, Tuple.tuple());
  }

  @Override
  public Uni<Void> postpone(Delivery delivery, Duration pause) {
    return change(delivery, POSTPONE, Tuple.of(pause.toMillis() / 1000.0));
  }

  private Uni<Void> change(Delivery delivery, String sql, Tuple more) {
    Alert alert = delivery.alert();
    Tuple parameters = Tuple.of(alert.tenant().value(), alert.id(), delivery.road());
    for (int i = 0; i < more.size(); i++) {
      parameters.addValue(more.getValue(i));
    }
    return TenantTransactions.inTenants(
            engine, List.of(alert.tenant()), c -> c.preparedQuery(sql).execute(parameters))
        .replaceWithVoid();
  }

  private static List<TenantId> tenants(RowSet<Row> rows) {
    List<TenantId> tenants = new ArrayList<>(rows.size());
    rows.forEach(row -> tenants.add(new TenantId(row.getString(0))));
    return tenants;
  }

  private static String[] names(List<TenantId> tenants) {
    return tenants.stream().map(TenantId::value).toArray(String[]::new);
  }
}
