package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.TenantLookup;
import dev.missionmesh.gateway.domain.KnownTenant;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads one tenant under its own eyes, and with the engine's the origins of all. */
@ApplicationScoped
class PostgresTenantLookup implements TenantLookup {
  private static final String FIND =
      "select state <> 'active' as suspended, settings from tenants where tenant_id = $1";
  private static final String ORIGINS =
      """
      select distinct origin
      from tenants, jsonb_array_elements_text(settings::jsonb #> '{cors,origins}') origin
      where settings like '%"cors"%'""";

  private final Pool api;
  private final Pool engine;

  PostgresTenantLookup(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<Optional<KnownTenant>> find(TenantId tenant) {
    return TenantTransactions.inTenant(
            api,
            tenant,
            connection -> connection.preparedQuery(FIND).execute(Tuple.of(tenant.value())))
        .map(rows -> tenant(tenant, rows));
  }

  private static Optional<KnownTenant> tenant(TenantId tenant, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    return Optional.of(
        new KnownTenant(
            tenant,
            row.getBoolean("suspended"),
            SettingsJson.read(row.getString("settings"))));
  }

  @Override
  public Uni<Set<String>> origins() {
    return engine
        .query(ORIGINS)
        .execute()
        .map(
            rows -> {
              Set<String> origins = new HashSet<>();
              rows.forEach(row -> origins.add(row.getString("origin")));
              return origins;
            });
  }
}
