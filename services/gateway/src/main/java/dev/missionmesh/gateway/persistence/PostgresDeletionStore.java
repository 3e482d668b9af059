package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.DeletionStore;
import dev.missionmesh.gateway.domain.Deletion;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.gateway.domain.TenantExport;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.SchemaRemoval;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Deletions in PostgreSQL, each under its tenant's lock; only the list of those under way is the engine's. */
@ApplicationScoped
class PostgresDeletionStore implements DeletionStore {
  private static final String ITSELF = "service:gateway";
  private static final String LOCK =
      """
      select tenant_id, display_name, state, revision, created_at, changed_at, settings,
        (select exported_at >= suspended_at from tenant_exports e where e.tenant_id = t.tenant_id) as exported
      from tenants t where tenant_id = $1 for update""";
  private static final String WRITE =
      "update tenants set display_name = $2, state = $3, revision = $4, changed_at = $5, settings = $6 where tenant_id = $1";
  private static final String EXPORTED =
      """
      insert into tenant_exports (tenant_id, sha256, exported_at, exported_by) values ($1, $2, $3, $4)
      on conflict (tenant_id) do update
      set sha256 = excluded.sha256, exported_at = excluded.exported_at, exported_by = excluded.exported_by""";
  private static final String UNDER_WAY =
      "select tenant_id from tenants where state = 'deleting' order by tenant_id";
  private static final String TOLD =
      """
      insert into tenant_purges (tenant_id, service, rows, told_at) values ($1, $2, $3, $4)
      on conflict (tenant_id, service) do nothing""";
  private static final String PURGES = "select service, rows from tenant_purges where tenant_id = $1";
  private static final String FORGET_EXPORT = "delete from tenant_exports where tenant_id = $1";
  private static final String FORGET_PURGES = "delete from tenant_purges where tenant_id = $1";

  private final Pool api;
  private final Pool engine;

  PostgresDeletionStore(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<Boolean> exported(TenantExport export) {
    return locked(
        export.tenant(),
        false,
        (c, row) ->
            tenant(row).isGone()
                ? Uni.createFrom().item(false)
                : c.preparedQuery(EXPORTED)
                    .execute(
                        Tuple.of(
                            export.tenant().value(), export.sha256(), time(export.at()), export.by()))
                    .chain(() -> Outbox.append(c, List.of(TenancyFacts.exported(export))))
                    .replaceWith(true));
  }

  @Override
  public Uni<Attempt> begin(TenantId tenant, Instant at, String by) {
    return locked(
        tenant,
        Attempt.UNKNOWN,
        (c, row) -> {
          Tenant now = tenant(row);
          if (now.isGone()) {
            return Uni.createFrom().item(Attempt.BEGUN);
          }
          if (!now.isSuspended()) {
            return Uni.createFrom().item(Attempt.NOT_SUSPENDED);
          }
          return Boolean.TRUE.equals(row.getBoolean("exported"))
              ? write(c, now.deleting(), at, by).replaceWith(Attempt.BEGUN)
              : Uni.createFrom().item(Attempt.NOT_EXPORTED);
        });
  }

  @Override
  public Uni<Optional<Deletion>> find(TenantId tenant) {
    return locked(
        tenant,
        Optional.empty(),
        (c, row) ->
            tenant(row).isGone()
                ? purges(c, tenant).map(purged -> Optional.of(deletion(row, purged)))
                : Uni.createFrom().item(Optional.empty()));
  }

  @Override
  public Uni<List<TenantId>> underWay() {
    return engine
        .query(UNDER_WAY)
        .execute()
        .map(
            rows -> {
              List<TenantId> tenants = new ArrayList<>();
              rows.forEach(row -> tenants.add(new TenantId(row.getString(0))));
              return tenants;
            });
  }

  @Override
  public Uni<Long> remove(TenantId tenant) {
    return SchemaRemoval.remove(engine, tenant);
  }

  @Override
  public Uni<Void> told(TenantId tenant, String service, long rows, Instant at) {
    return locked(
            tenant,
            false,
            (c, row) ->
                tenant(row).isDeleting()
                    ? c.preparedQuery(TOLD)
                        .execute(Tuple.of(tenant.value(), service, rows, time(at)))
                        .replaceWith(true)
                    : Uni.createFrom().item(false))
        .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> finish(TenantId tenant, Set<String> services, Instant at) {
    return locked(
        tenant,
        false,
        (c, row) ->
            purges(c, tenant)
                .chain(
                    purged ->
                        tenant(row).isDeleting() && purged.keySet().containsAll(services)
                            ? bury(c, tenant(row), at).replaceWith(true)
                            : Uni.createFrom().item(false)));
  }

  private static Uni<Void> bury(SqlConnection c, Tenant tenant, Instant at) {
    Tuple id = Tuple.of(tenant.id().value());
    return c.preparedQuery(FORGET_EXPORT)
        .execute(id)
        .chain(() -> c.preparedQuery(FORGET_PURGES).execute(id))
        .chain(() -> write(c, tenant.deleted(), at, ITSELF));
  }

  private static Uni<Void> write(SqlConnection c, Tenant tenant, Instant at, String by) {
    Tuple parameters =
        Tuple.of(
            tenant.id().value(),
            tenant.displayName(),
            tenant.state(),
            tenant.revision(),
            time(at),
            SettingsJson.write(tenant.settings()));
    return c.preparedQuery(WRITE)
        .execute(parameters)
        .chain(() -> Outbox.append(c, List.of(TenancyFacts.changed(tenant, at, by))));
  }

  private static Uni<Map<String, Long>> purges(SqlConnection c, TenantId tenant) {
    return c.preparedQuery(PURGES)
        .execute(Tuple.of(tenant.value()))
        .map(
            rows -> {
              Map<String, Long> purged = new HashMap<>();
              rows.forEach(row -> purged.put(row.getString(0), row.getLong(1)));
              return purged;
            });
  }

  private <T> Uni<T> locked(TenantId tenant, T otherwise, BiFunction<SqlConnection, Row, Uni<T>> work) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(LOCK)
                .execute(Tuple.of(tenant.value()))
                .chain(
                    rows ->
                        rows.size() == 0
                            ? Uni.createFrom().item(otherwise)
                            : work.apply(c, rows.iterator().next())));
  }

  private static Deletion deletion(Row row, Map<String, Long> purged) {
    return new Deletion(tenant(row), row.getOffsetDateTime("changed_at").toInstant(), purged);
  }

  private static Tenant tenant(Row row) {
    return new Tenant(
        new TenantId(row.getString("tenant_id")),
        row.getString("display_name"),
        row.getString("state"),
        row.getLong("revision"),
        row.getOffsetDateTime("created_at").toInstant(),
        SettingsJson.read(row.getString("settings")));
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
