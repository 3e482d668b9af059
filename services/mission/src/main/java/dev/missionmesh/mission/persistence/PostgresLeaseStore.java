package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.CancelNotice;
import dev.missionmesh.mission.application.Candidate;
import dev.missionmesh.mission.application.LeaseOffer;
import dev.missionmesh.mission.application.LeaseStore;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.MissionSpec;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Leases by one index scan per tenant over its queued missions, locking what it takes. */
@ApplicationScoped
class PostgresLeaseStore implements LeaseStore {
  /** Jumps from tenant to tenant in the index instead of reading all of it. */
  private static final String TENANTS =
      """
      with recursive t as (
        (select tenant_id from missions where state = 0 order by tenant_id limit 1)
        union all
        select (select m.tenant_id from missions m where m.state = 0 and m.tenant_id > t.tenant_id
                order by m.tenant_id limit 1)
        from t where t.tenant_id is not null)
      select tenant_id from t where tenant_id is not null""";

  private static final String RETRIES_DUE =
      "select tenant_id, id from missions where state = 3 and next_run_at <= clock_timestamp() limit 500";

  private static final String PROMOTE =
      """
      update missions m set state = 0, next_run_at = null
      from (select tenant_id, id from missions
            where state = 3 and tenant_id = any ($1::text[]) and next_run_at <= clock_timestamp()
            order by tenant_id, id limit 500 for update skip locked) as due
      where m.tenant_id = due.tenant_id and m.id = due.id""";

  static final String CANDIDATES =
      """
      select m.tenant_id, m.id, m.sequence, m.lease_token, m.failures, m.lost_leases, m.name, m.executor, m.principal,
        m.labels::text as labels, m.priority, m.zone, m.risk_tier, m.capabilities, m.spec, m.timeout_ms, m.cpu_millis,
        m.memory_bytes, m.disk_bytes, m.traceparent, m.queued_at, clock_timestamp() as now
      from unnest($1::text[], $2::int[]) as q(tenant, quota)
      cross join lateral (
        select * from missions where state = 0 and tenant_id = q.tenant
        order by due_at, id limit q.quota for update skip locked) as m""";

  private static final String CANCELS =
      """
      select lease_node, id, lease_token from missions
      where state = 2 and cancel_requested and lease_node = any ($1::text[])""";

  private final Pool engine;
  private final Duration lease;

  PostgresLeaseStore(@ReactiveDataSource("engine") Pool engine, MissionConfig config) {
    this.engine = engine;
    this.lease = config.lease();
  }

  @Override
  public Uni<Set<TenantId>> tenantsWaiting() {
    return engine.query(TENANTS).execute().map(Rows::tenants);
  }

  @Override
  public Uni<Set<TenantId>> promoteRetries() {
    return engine
        .query(RETRIES_DUE)
        .execute()
        .map(Rows::tenants)
        .call(due -> due.isEmpty() ? Uni.createFrom().voidItem() : promote(due));
  }

  private Uni<Void> promote(Set<TenantId> tenants) {
    String[] names = tenants.stream().map(TenantId::value).toArray(String[]::new);
    return TenantTransactions.inTenants(
        engine,
        tenants,
        c ->
            c.preparedQuery(PROMOTE)
                .execute(Tuple.tuple().addArrayOfString(names))
                .replaceWithVoid());
  }

  @Override
  public Uni<List<LeaseOffer>> lease(
      Map<TenantId, Integer> quotas, Function<List<Candidate>, List<LeaseOffer>> decide) {
    return TenantTransactions.inTenants(
        engine,
        quotas.keySet(),
        connection ->
            candidates(connection, quotas)
                .map(decide)
                .call(offers -> LeaseWriter.write(connection, offers, lease)));
  }

  private static Uni<List<Candidate>> candidates(
      SqlConnection connection, Map<TenantId, Integer> quotas) {
    var columns =
        new Columns<>(List.copyOf(quotas.entrySet()))
            .text(e -> e.getKey().value())
            .integer(Map.Entry::getValue);
    return connection
        .preparedQuery(CANDIDATES)
        .execute(columns.parameters())
        .map(
            rows -> {
              List<Candidate> candidates = new ArrayList<>(rows.size());
              for (Row row : rows) candidates.add(candidate(row));
              return candidates;
            });
  }

  private static Candidate candidate(Row row) {
    return new Candidate(
        Rows.tenant(row),
        Rows.id(row),
        row.getLong("sequence"),
        row.getLong("lease_token"),
        Rows.progress(row),
        row.getString("name"),
        row.getString("executor"),
        row.getString("principal"),
        Rows.labels(row),
        row.getInteger("priority"),
        row.getString("zone"),
        row.getString("risk_tier"),
        Set.of(row.getArrayOfStrings("capabilities")),
        row.getString("spec"),
        Duration.ofMillis(row.getInteger("timeout_ms")),
        new MissionSpec.Resources(
            row.getInteger("cpu_millis"), row.getLong("memory_bytes"), row.getLong("disk_bytes")),
        row.getString("traceparent"),
        Rows.time(row, "queued_at"),
        Rows.time(row, "now"));
  }

  @Override
  public Uni<List<CancelNotice>> cancelsFor(Set<String> nodes) {
    return engine
        .preparedQuery(CANCELS)
        .execute(Tuple.tuple().addArrayOfString(nodes.toArray(String[]::new)))
        .map(
            rows -> {
              List<CancelNotice> notices = new ArrayList<>();
              for (Row row : rows) {
                notices.add(
                    new CancelNotice(
                        row.getString("lease_node"), Rows.id(row), row.getLong("lease_token")));
              }
              return notices;
            });
  }
}
