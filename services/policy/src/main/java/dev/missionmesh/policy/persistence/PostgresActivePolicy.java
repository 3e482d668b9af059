package dev.missionmesh.policy.persistence;

import dev.missionmesh.policy.application.ActivePolicy;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads the active digest as the engine login, outside any session. */
@ApplicationScoped
class PostgresActivePolicy implements ActivePolicy {
  private static final String READ =
      "select digest, sequence from active_snapshots where tenant_id = $1";

  private final Pool pool;

  PostgresActivePolicy(@ReactiveDataSource("engine") Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<Optional<Active>> read() {
    return pool.preparedQuery(READ)
        .execute(Tuple.of(TenantId.SYSTEM.value()))
        .map(
            rows -> {
              if (rows.rowCount() == 0) return Optional.empty();
              Row row = rows.iterator().next();
              return Optional.of(new Active(row.getString("digest"), row.getLong("sequence")));
            });
  }
}
