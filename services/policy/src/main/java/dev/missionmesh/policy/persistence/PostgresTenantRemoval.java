package dev.missionmesh.policy.persistence;

import dev.missionmesh.messaging.SchemaRemoval;
import dev.missionmesh.messaging.TenantRemoval;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes what this service keeps of a deleted tenant. */
@ApplicationScoped
class PostgresTenantRemoval implements TenantRemoval {
  private final Pool engine;

  PostgresTenantRemoval(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return SchemaRemoval.remove(engine, tenant);
  }
}
