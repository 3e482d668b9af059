package dev.missionmesh.mission.persistence;

import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.mission.application.AttemptFacts;
import dev.missionmesh.mission.application.EndedAttempt;
import dev.missionmesh.mission.application.HeldMission;
import dev.missionmesh.mission.application.SweepStore;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.AttemptEnd;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks over all tenants for what has run out. */
@ApplicationScoped
class PostgresSweepStore implements SweepStore {
  private static final String CLOCK =
      "select clock_timestamp() as now, pg_postmaster_start_time() as started";

  private static final String TENANTS =
      """
      select distinct tenant_id from missions
      where state = 2 and lease_expires_at < clock_timestamp()""";

  private static final String EXPIRED =
      "select "
          + HeldMissions.COLUMNS
          + """

            from missions m
            where m.state = 2 and m.lease_expires_at < clock_timestamp() and m.tenant_id = any ($1::text[])
            order by m.tenant_id, m.id limit 256
            for update of m skip locked""";

  private static final String PARTITIONS =
      "select ensure_day((now() at time zone 'UTC')::date + n) from generate_series(-1, 2) as n";

  private static final String OLD_KEYS =
      "delete from idempotency where created_at < now() - interval '7 days'";

  private final Pool engine;
  private final Period retention;

  PostgresSweepStore(@ReactiveDataSource("engine") Pool engine, MissionConfig config) {
    this.engine = engine;
    this.retention = config.retention();
  }

  @Override
  public Uni<DatabaseClock> clock() {
    return engine
        .query(CLOCK)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new DatabaseClock(Rows.time(row, "now"), Rows.time(row, "started")));
  }

  @Override
  public Uni<List<EndedAttempt>> expire(Function<HeldMission, AttemptEnd> decide) {
    return engine
        .query(TENANTS)
        .execute()
        .map(Rows::tenants)
        .chain(tenants -> tenants.isEmpty() ? none() : expire(tenants, decide));
  }

  private static Uni<List<EndedAttempt>> none() {
    return Uni.createFrom().item(List.of());
  }

  private Uni<List<EndedAttempt>> expire(
      Set<TenantId> tenants, Function<HeldMission, AttemptEnd> decide) {
    String[] names = tenants.stream().map(TenantId::value).toArray(String[]::new);
    return TenantTransactions.inTenants(
        engine,
        tenants,
        c ->
            c.preparedQuery(EXPIRED)
                .execute(Tuple.tuple().addArrayOfString(names))
                .map(
                    rows -> {
                      List<EndedAttempt> ended = new ArrayList<>();
                      for (Row row : rows) {
                        HeldMission mission = HeldMissions.of(row);
                        ended.add(new EndedAttempt(mission, decide.apply(mission), null));
                      }
                      return ended;
                    })
                .call(ended -> write(c, ended)));
  }

  private static Uni<Void> write(SqlConnection c, List<EndedAttempt> ended) {
    if (ended.isEmpty()) return Uni.createFrom().voidItem();
    List<Uni<?>> statements = AttemptEndWriter.statements(c, ended);
    statements.add(
        Outbox.append(c, ended.stream().map(AttemptFacts::of).collect(Collectors.toList())));
    return Uni.combine().all().unis(statements).discardItems();
  }

  @Override
  public Uni<Void> ensurePartitions() {
    return engine.query(PARTITIONS).execute().replaceWithVoid();
  }

  @Override
  public Uni<Void> dropExpired() {
    LocalDate oldest = LocalDate.now(ZoneOffset.UTC).minus(retention);
    return engine
        .preparedQuery("select drop_days_before($1)")
        .execute(Tuple.of(oldest))
        .chain(() -> engine.query(OLD_KEYS).execute())
        .replaceWithVoid();
  }
}
