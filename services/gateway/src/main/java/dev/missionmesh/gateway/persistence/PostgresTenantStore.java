package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.TenantStore;
import dev.missionmesh.gateway.domain.Tenant;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantSessions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Tenants in PostgreSQL. A new tenant is written in its own name; only the list, over all tenants,
 * is read by the engine.
 */
@ApplicationScoped
class PostgresTenantStore implements TenantStore {
  private static final String LIST =
      "select tenant_id, display_name, state, revision, created_at, settings from tenants"
          + " where tenant_id > $1 and state <> 'deleted' order by tenant_id limit $2";

  private final Mutiny.SessionFactory sessions;
  private final Pool engine;

  PostgresTenantStore(Mutiny.SessionFactory sessions, @ReactiveDataSource("engine") Pool engine) {
    this.sessions = sessions;
    this.engine = engine;
  }

  @Override
  public Uni<List<Tenant>> list(String after, int limit) {
    return engine
        .preparedQuery(LIST)
        .execute(Tuple.of(after == null ? "" : after, limit))
        .map(
            rows -> {
              List<Tenant> tenants = new ArrayList<>(rows.size());
              rows.forEach(row -> tenants.add(tenant(row)));
              return tenants;
            });
  }

  @Override
  public Uni<Optional<Tenant>> find(TenantId id) {
    return TenantSessions.inTenant(
        sessions,
        id,
        session ->
            session
                .find(TenantRow.class, id.value())
                .map(row -> Optional.ofNullable(row).map(TenantRow::tenant)));
  }

  @Override
  public Uni<Boolean> add(Tenant tenant, String by) {
    return TenantSessions.inTenant(
            sessions, tenant.id(), session -> addUnlessThere(session, tenant, by))
        .onFailure(Conflicts::isDuplicate)
        .recoverWithItem(false);
  }

  @Override
  public Uni<Optional<Tenant>> change(
      TenantId id, Instant at, String by, UnaryOperator<Tenant> change) {
    return TenantSessions.inTenant(
        sessions,
        id,
        session ->
            session
                .find(TenantRow.class, id.value(), LockModeType.PESSIMISTIC_WRITE)
                .chain(
                    row ->
                        row == null
                            ? Uni.createFrom().item(Optional.empty())
                            : write(session, row, at, by, change).map(Optional::of)));
  }

  private static Uni<Tenant> write(
      Mutiny.Session session,
      TenantRow row,
      Instant at,
      String by,
      UnaryOperator<Tenant> change) {
    Tenant before = row.tenant();
    Tenant after = change.apply(before);
    if (after.equals(before)) {
      return Uni.createFrom().item(before);
    }
    row.become(after, at);
    return session
        .flush()
        .chain(() -> Outbox.append(session, TenancyFacts.changed(after, at, by)))
        .replaceWith(after);
  }

  /** Within a transaction of the tenant's: adds the row and its event unless the row exists. */
  static Uni<Boolean> addUnlessThere(Mutiny.Session session, Tenant tenant, String by) {
    return session
        .find(TenantRow.class, tenant.id().value())
        .chain(
            there ->
                there != null
                    ? Uni.createFrom().item(false)
                    : session
                        .persist(new TenantRow(tenant))
                        .chain(session::flush)
                        .chain(
                            () ->
                                Outbox.append(
                                    session, TenancyFacts.changed(tenant, tenant.createdAt(), by)))
                        .replaceWith(true));
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
}
