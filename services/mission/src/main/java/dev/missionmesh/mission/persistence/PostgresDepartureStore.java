package dev.missionmesh.mission.persistence;

import dev.missionmesh.messaging.SchemaRemoval;
import dev.missionmesh.mission.application.DepartureStore;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks as the tenant, so that these rare and wide statements keep out of the engine's plans. */
@ApplicationScoped
class PostgresDepartureStore implements DepartureStore {
  private static final String UNFINISHED =
      """
      select id from missions
      where tenant_id = $1 and (state in (0, 3) or state = 2 and not cancel_requested) limit $2""";
  private static final String BUSY =
      "select exists (select from missions where tenant_id = $1 and state in (0, 2, 3)) as busy";
  private static final String UNPUBLISHED =
      "select exists (select from outbox where tenant_id = $1) as waiting";

  private final Pool api;
  private final Pool engine;

  PostgresDepartureStore(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<List<MissionId>> unfinished(TenantId tenant, int limit) {
    return TenantTransactions.inTenant(
            api, tenant, c -> c.preparedQuery(UNFINISHED).execute(Tuple.of(tenant.value(), limit)))
        .map(
            rows -> {
              List<MissionId> found = new ArrayList<>();
              rows.forEach(row -> found.add(Rows.id(row)));
              return found;
            });
  }

  @Override
  public Uni<Boolean> isQuiet(TenantId tenant) {
    return TenantTransactions.inTenant(
            api, tenant, c -> c.preparedQuery(BUSY).execute(Tuple.of(tenant.value())))
        .map(rows -> rows.iterator().next().getBoolean(0))
        .chain(
            busy ->
                busy
                    ? Uni.createFrom().item(false)
                    : engine
                        .preparedQuery(UNPUBLISHED)
                        .execute(Tuple.of(tenant.value()))
                        .map(rows -> !rows.iterator().next().getBoolean(0)));
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return SchemaRemoval.remove(engine, tenant);
  }
}
