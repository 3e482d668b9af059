package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.messaging.SchemaRemoval;
import dev.missionmesh.messaging.TenantRemoval;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a tenant go from here: its log keeps its leaves and goes on to verify, but salts and data are
 * erased; its totals count on as the mesh's own.
 */
@ApplicationScoped
class PostgresTenantRemoval implements TenantRemoval {
  private static final long RANGE = 5000;
  private static final String ERASE = "select erase_tenant($1, $2, $3)";
  private static final String FOLD = "select fold_totals($1)";
  private static final String SIZE = "select size from audit_heads where tenant_id = $1";

  private final Pool api;
  private final Pool engine;

  PostgresTenantRemoval(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return SchemaRemoval.remove(engine, tenant)
        .chain(rows -> number(FOLD, Tuple.of(tenant.value())).map(folded -> rows + folded))
        .chain(rows -> erase(tenant).map(erased -> rows + erased));
  }

  /** From the first entry to the last, range by range; cheap where nothing is left to erase. */
  private Uni<Long> erase(TenantId tenant) {
    return size(tenant)
        .chain(
            size -> {
              AtomicLong from = new AtomicLong();
              AtomicLong erased = new AtomicLong();
              return Multi.createBy()
                  .repeating()
                  .uni(() -> eraseFrom(tenant, from.getAndAdd(RANGE)).invoke(erased::addAndGet))
                  .whilst(done -> from.get() < size)
                  .collect()
                  .last()
                  .map(done -> erased.get());
            });
  }

  private Uni<Long> eraseFrom(TenantId tenant, long from) {
    return number(ERASE, Tuple.of(tenant.value(), from, from + RANGE));
  }

  private Uni<Long> size(TenantId tenant) {
    return TenantTransactions.inTenant(
            api, tenant, c -> c.preparedQuery(SIZE).execute(Tuple.of(tenant.value())))
        .map(rows -> rows.size() == 0 ? 0L : rows.iterator().next().getLong(0));
  }

  private Uni<Long> number(String sql, Tuple parameters) {
    return engine
        .preparedQuery(sql)
        .execute(parameters)
        .map(rows -> rows.iterator().next().getLong(0));
  }
}
