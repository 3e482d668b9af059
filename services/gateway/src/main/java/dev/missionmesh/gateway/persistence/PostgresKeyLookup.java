package dev.missionmesh.gateway.persistence;

import dev.missionmesh.gateway.application.KeyLookup;
import dev.missionmesh.gateway.application.KeyUsage;
import dev.missionmesh.gateway.application.KeyUsageStore;
import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The two statements about keys that follow from traffic: reading one under its tenant's eyes, and
 * noting many as used.
 */
@ApplicationScoped
class PostgresKeyLookup implements KeyLookup, KeyUsageStore {
  private static final String FIND =
      """
      select k.sha256, k.scopes, k.expires_at, k.revoked_at is not null as revoked,
        t.state <> 'active' as suspended
      from api_keys k join tenants t using (tenant_id)
      where k.tenant_id = $1 and k.id = $2""";
  private static final String USED =
      """
      update api_keys k set last_used_at = u.at
      from unnest($1::text[], $2::text[], $3::timestamptz[]) as u (tenant_id, id, at)
      where k.tenant_id = u.tenant_id and k.id = u.id and (k.last_used_at is null or k.last_used_at < u.at)
      returning k.tenant_id, k.id, k.replaced_by, k.last_used_at""";

  private final Pool api;
  private final Pool engine;

  PostgresKeyLookup(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<Optional<KnownKey>> find(TenantId tenant, String keyId) {
    return TenantTransactions.inTenant(
            api,
            tenant,
            connection -> connection.preparedQuery(FIND).execute(Tuple.of(tenant.value(), keyId)))
        .map(rows -> key(tenant, keyId, rows));
  }

  private static Optional<KnownKey> key(TenantId tenant, String keyId, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    OffsetDateTime expires = row.getOffsetDateTime("expires_at");
    return Optional.of(
        new KnownKey(
            tenant,
            keyId,
            row.getBuffer("sha256").getBytes(),
            Set.of(row.getArrayOfStrings("scopes")),
            expires == null ? null : expires.toInstant(),
            row.getBoolean("revoked"),
            row.getBoolean("suspended")));
  }

  @Override
  public Uni<Void> write(List<KeyUsage.Used> used) {
    if (used.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String[] tenants = used.stream().map(u -> u.tenant().value()).toArray(String[]::new);
    String[] ids = used.stream().map(KeyUsage.Used::keyId).toArray(String[]::new);
    OffsetDateTime[] times =
        used.stream().map(u -> u.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
    var parameters =
        io.vertx.sqlclient.Tuple.tuple()
            .addArrayOfString(tenants)
            .addArrayOfString(ids)
            .addArrayOfOffsetDateTime(times);
    return TenantTransactions.inTenants(
        engine,
        used.stream().map(KeyUsage.Used::tenant).toList(),
        connection ->
            connection
                .preparedQuery(USED)
                .execute(Tuple.newInstance(parameters))
                .chain(rows -> tellOfOldKeys(connection, rows)));
  }

  /** Whoever still uses a key that has a successor is to be found in the audit log. */
  private static Uni<Void> tellOfOldKeys(SqlConnection connection, RowSet<Row> rows) {
    List<OutgoingEvent> facts = new ArrayList<>();
    for (Row row : rows) {
      if (row.getString("replaced_by") != null) {
        facts.add(
            TenancyFacts.used(
                new TenantId(row.getString("tenant_id")),
                row.getString("id"),
                row.getString("replaced_by"),
                row.getOffsetDateTime("last_used_at").toInstant()));
      }
    }
    return facts.isEmpty()
        ? Uni.createFrom().voidItem()
        : Outbox.append(connection, facts);
  }
}
