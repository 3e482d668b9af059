package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.TenantDoorStore;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** A row for each tenant that was ever told of. */
@ApplicationScoped
class PostgresTenantDoorStore implements TenantDoorStore {
  private static final String SHUT = "select tenant_id from tenant_doors where shut";

  /** The same revision again is noted again: a replica that hears it later must heed it too. */
  private static final String NOTE =
      """
      insert into tenant_doors (tenant_id, revision, shut) values ($1, $2, $3)
      on conflict (tenant_id) do update set revision = excluded.revision, shut = excluded.shut
      where tenant_doors.revision <= excluded.revision""";

  private final Pool engine;

  PostgresTenantDoorStore(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<Set<TenantId>> shut() {
    return engine.query(SHUT).execute().map(Rows::tenants);
  }

  @Override
  public Uni<Boolean> note(TenantId tenant, long revision, boolean shut) {
    return TenantTransactions.inTenants(
            engine,
            Set.of(tenant),
            c -> c.preparedQuery(NOTE).execute(Tuple.of(tenant.value(), revision, shut)))
        .map(rows -> rows.rowCount() > 0);
  }
}
