package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.auditlog.MerkleHash;
import dev.missionmesh.telemetry.application.AuditStore;
import dev.missionmesh.telemetry.application.LogExtension;
import dev.missionmesh.telemetry.application.UnstorableFact;
import dev.missionmesh.telemetry.domain.EntryKey;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.RollUp;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs in PostgreSQL. An append supposes that nothing was delivered twice and lets the unique key say otherwise; only then, and at
 * the start, it asks beforehand which events are known.
 */
@ApplicationScoped
class PostgresAuditStore implements AuditStore {
  private final Pool engine;
  private final Set<TenantId> withHead = ConcurrentHashMap.newKeySet();
  private final PostgresWatch watch;
  private volatile boolean expectDuplicates = true;

  PostgresAuditStore(@ReactiveDataSource("engine") Pool engine, PostgresWatch watch) {
    this.engine = engine;
    this.watch = watch;
  }

  @Override
  public Uni<Integer> append(List<Fact> facts) {
    Map<EntryKey, Fact> distinct = new LinkedHashMap<>();
    facts.forEach(fact -> distinct.putIfAbsent(EntryKey.of(fact), fact));
    SortedMap<TenantId, List<Fact>> byTenant = new TreeMap<>();
    distinct
        .values()
        .forEach(fact -> byTenant.computeIfAbsent(fact.tenant(), t -> new ArrayList<>()).add(fact));
    return ensureHeads(byTenant.keySet())
        .chain(() -> inTransaction(byTenant))
        .onFailure(DuplicatesPresent.class)
        .recoverWithUni(() -> inTransaction(byTenant))
        .onFailure(PostgresAuditStore::isOfTheValues)
        .transform(e -> new UnstorableFact(e.getMessage(), e))
        .onFailure()
        .invoke(() -> withHead.removeAll(byTenant.keySet()));
  }

  private Uni<Void> ensureHeads(Collection<TenantId> tenants) {
    List<TenantId> missing = tenants.stream().filter(t -> !withHead.contains(t)).toList();
    if (missing.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Tuple parameters = Tuple.of(names(missing), Buffer.buffer(MerkleHash.emptyRoot()));
    return TenantTransactions.inTenants(
            engine, missing, c -> c.preparedQuery(AppendSql.ENSURE_HEADS).execute(parameters))
        .invoke(() -> withHead.addAll(missing))
        .replaceWithVoid();
  }

  private Uni<Integer> inTransaction(SortedMap<TenantId, List<Fact>> byTenant) {
    Set<TenantId> named = new HashSet<>(byTenant.keySet());
    named.add(TenantId.SYSTEM);
    boolean ask = expectDuplicates;
    return TenantTransactions.inTenants(
        engine,
        named,
        c ->
            lockHeads(c, byTenant.keySet())
                .chain(
                    logs ->
                        (ask ? known(c, byTenant) : Uni.createFrom().item(Set.<EntryKey>of()))
                            .invoke(known -> extend(logs, byTenant, known))
                            .invoke(known -> expectDuplicates = !known.isEmpty())
                            .chain(() -> write(c, logs.values()))));
  }

  private Uni<Map<TenantId, LogExtension>> lockHeads(SqlConnection c, Set<TenantId> tenants) {
    return c.preparedQuery(AppendSql.LOCK_HEADS)
        .execute(Tuple.of(names(tenants)))
        .map(
            rows -> {
              Map<TenantId, LogExtension> logs = new LinkedHashMap<>();
              for (Row row : rows) {
                TenantId tenant = new TenantId(row.getString(0));
                byte[] frontier = row.getDelegate().getBuffer(2).getBytes();
                logs.put(tenant, new LogExtension(tenant, row.getLong(1), frontier));
              }
              if (logs.size() < tenants.size()) {
                throw new IllegalStateException("heads have vanished");
              }
              return logs;
            });
  }

  private Uni<Set<EntryKey>> known(SqlConnection c, SortedMap<TenantId, List<Fact>> byTenant) {
    List<Fact> facts = byTenant.values().stream().flatMap(List::stream).toList();
    String[] tenants = facts.stream().map(f -> f.tenant().value()).toArray(String[]::new);
    UUID[] ids = facts.stream().map(Fact::id).toArray(UUID[]::new);
    return c.query(AppendSql.NESTED_LOOPS)
        .execute()
        .chain(() -> c.preparedQuery(AppendSql.KNOWN).execute(Tuple.of(tenants, ids)))
        .map(
            rows -> {
              Set<EntryKey> known = new HashSet<>();
              rows.forEach(
                  r -> known.add(new EntryKey(new TenantId(r.getString(0)), r.getUUID(1))));
              return known;
            });
  }

  private static void extend(
      Map<TenantId, LogExtension> logs, Map<TenantId, List<Fact>> byTenant, Set<EntryKey> known) {
    byTenant.forEach(
        (tenant, facts) ->
            facts.stream()
                .filter(fact -> !known.contains(EntryKey.of(fact)))
                .forEach(logs.get(tenant)::append));
  }

  private Uni<Integer> write(SqlConnection c, Collection<LogExtension> logs) {
    int size = AppendBatch.size(logs);
    if (size == 0) {
      return Uni.createFrom().item(0);
    }
    return c.preparedQuery(AppendSql.WRITE)
        .execute(AppendBatch.parameters(logs))
        .invoke(
            rows -> {
              if (rows.iterator().next().getLong(0) != size) {
                expectDuplicates = true;
                throw new DuplicatesPresent();
              }
            })
        .chain(() -> watch.observe(c, facts(logs)))
        .replaceWith(size);
  }

  private static List<Fact> facts(Collection<LogExtension> logs) {
    return logs.stream()
        .flatMap(log -> log.rows().stream())
        .map(LogExtension.Row::fact)
        .toList();
  }

  @Override
  public Uni<RollUp> rollUp() {
    return counts(AppendSql.TOTALS)
        .chain(totals -> counts(AppendSql.NODES).map(nodes -> new RollUp(totals, nodes)));
  }

  private Uni<Map<String, Long>> counts(String sql) {
    return engine
        .preparedQuery(sql)
        .execute()
        .map(
            rows -> {
              Map<String, Long> counts = new HashMap<>();
              rows.forEach(row -> counts.put(row.getString(0), row.getLong(1)));
              return counts;
            });
  }

  /** Class 22 is a value out of range or form; 23502 and 23514 are NOT NULL and CHECK. A unique key broken is no fault of a fact. */
  private static boolean isOfTheValues(Throwable failure) {
    return failure instanceof PgException e
        && e.getSqlState() != null
        && (e.getSqlState().startsWith("22")
            || e.getSqlState().equals("23502")
            || e.getSqlState().equals("23514"));
  }

  private static String[] names(Collection<TenantId> tenants) {
    return tenants.stream().map(TenantId::value).toArray(String[]::new);
  }
}
