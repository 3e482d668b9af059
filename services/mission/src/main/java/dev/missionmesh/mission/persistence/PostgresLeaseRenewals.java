package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.LeaseRenewals;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Renews all of a node's leases in one statement. */
@ApplicationScoped
class PostgresLeaseRenewals implements LeaseRenewals {
  private static final String RENEW =
      """
      with held as (
        select m.tenant_id, m.id
        from unnest($1::text[], $2::uuid[], $3::bigint[]) as u(tenant, id, token)
        join missions m on m.tenant_id = u.tenant and m.id = u.id
        where m.state = 2 and m.lease_token = u.token and m.lease_node = $4
        for update of m)
      update missions m set lease_expires_at = clock_timestamp() + $5 * interval '1 millisecond'
      from held where m.tenant_id = held.tenant_id and m.id = held.id
      returning m.tenant_id, m.id, m.lease_token, m.cancel_requested""";

  private static final Comparator<Held> ORDER =
      Comparator.comparing(Held::tenant).thenComparing(Held::id);

  private final Pool engine;
  private final long leaseMs;

  PostgresLeaseRenewals(@ReactiveDataSource("engine") Pool engine, MissionConfig config) {
    this.engine = engine;
    this.leaseMs = config.lease().toMillis();
  }

  @Override
  public Uni<List<Status>> renew(String node, List<Held> leases) {
    List<Held> ordered = new ArrayList<>(leases);
    ordered.sort(ORDER);
    var columns =
        new Columns<>(ordered)
            .text(h -> h.tenant().value())
            .uuid(h -> h.id().value())
            .bigint(Held::token)
            .and(node)
            .and(leaseMs);
    return TenantTransactions.inTenants(
            engine,
            leases.stream().map(Held::tenant).collect(Collectors.toSet()),
            c -> c.preparedQuery(RENEW).execute(columns.parameters()))
        .map(
            rows -> {
              Map<Held, Status> held = new HashMap<>();
              for (Row row : rows) held.put(held(row), status(row));
              return leases.stream().map(l -> held.getOrDefault(l, Status.LOST)).toList();
            });
  }

  private static Held held(Row row) {
    return new Held(Rows.tenant(row), new MissionId(row.getUUID("id")), row.getLong("lease_token"));
  }

  private static Status status(Row row) {
    return row.getBoolean("cancel_requested") ? Status.CANCEL : Status.HELD;
  }
}
