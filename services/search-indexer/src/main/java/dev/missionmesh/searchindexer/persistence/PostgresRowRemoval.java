package dev.missionmesh.searchindexer.persistence;

import dev.missionmesh.messaging.SchemaRemoval;
import dev.missionmesh.searchindexer.application.RowRemoval;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Over the schema's own function, as the engine. */
@ApplicationScoped
class PostgresRowRemoval implements RowRemoval {
  private final Pool engine;

  PostgresRowRemoval(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return SchemaRemoval.remove(engine, tenant);
  }
}
