package dev.missionmesh.messaging;

import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Removes a tenant's rows from all tables of a schema by its function {@code purge_tenant}, which reads the catalog: what a later
 * migration adds is purged too.
 */
public final class SchemaRemoval {
  private static final int BATCH = 5000;
  private static final String PURGE = "select purge_tenant($1, $2)";

  /** One batch, in a transaction of its own; the number of rows, 0 once there are none. */
  public static Uni<Long> remove(Pool engine, TenantId tenant) {
    return engine
        .preparedQuery(PURGE)
        .execute(Tuple.of(tenant.value(), BATCH))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  private SchemaRemoval() {}
}
