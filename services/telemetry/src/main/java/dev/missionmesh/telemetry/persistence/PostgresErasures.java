package dev.missionmesh.telemetry.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.telemetry.application.ErasureStore;
import dev.missionmesh.telemetry.application.SubjectMatch;
import dev.missionmesh.telemetry.domain.Erasure;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/** Erasures in PostgreSQL: salt and data become null, leaves stay. */
@ApplicationScoped
class PostgresErasures implements ErasureStore {
  private static final long PAGE_ROWS = 1000;
  private static final long PAGE_BYTES = 4 << 20;

  private final Pool api;
  private final Pool engine;

  PostgresErasures(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<Erasure> request(TenantId tenant, String subject, String principal) {
    Tuple parameters =
        Tuple.of(tenant.value(), UuidCreator.getTimeOrderedEpoch(), subject, principal);
    return TenantTransactions.inTenant(
            api,
            tenant,
            c ->
                c.preparedQuery(ErasureSql.REQUEST)
                    .execute(parameters)
                    .chain(
                        () ->
                            c.preparedQuery(ErasureSql.OF_SUBJECT)
                                .execute(Tuple.of(tenant.value(), subject))))
        .map(rows -> first(rows).orElseThrow())
        .onFailure(NoSuchElementException.class) // the one that ran has just ended
        .retry()
        .atMost(3);
  }

  @Override
  public Uni<Optional<Erasure>> find(TenantId tenant, UUID id) {
    Tuple parameters = Tuple.of(tenant.value(), id);
    return TenantTransactions.inTenant(
            api, tenant, c -> c.preparedQuery(ErasureSql.FIND).execute(parameters))
        .map(PostgresErasures::first);
  }

  @Override
  public Uni<List<Erasure>> running() {
    return engine
        .preparedQuery(ErasureSql.RUNNING)
        .execute()
        .map(
            rows -> {
              List<Erasure> all = new ArrayList<>(rows.size());
              rows.forEach(row -> all.add(erasure(row)));
              return all;
            });
  }

  @Override
  public Uni<Optional<Erasure>> step(Erasure asked) {
    Tuple parameters = Tuple.of(asked.tenant().value(), asked.id());
    return TenantTransactions.inTenants(
        engine,
        List.of(asked.tenant()),
        c ->
            c.preparedQuery(ErasureSql.LOCK)
                .execute(parameters)
                .chain(
                    rows -> {
                      if (rows.size() == 0) {
                        return Uni.createFrom().item(Optional.<Erasure>empty());
                      }
                      Row row = rows.iterator().next();
                      String by = row.getString("principal");
                      return page(c, erasure(row), row.getString("subject"), by)
                          .map(Optional::of);
                    }));
  }

  private Uni<Erasure> page(SqlConnection c, Erasure erasure, String subject, String by) {
    SubjectMatch match = new SubjectMatch(subject);
    long end = Math.min(erasure.next() + PAGE_ROWS, erasure.size());
    Tuple parameters =
        Tuple.of(
            erasure.tenant().value(),
            erasure.next(),
            end,
            Buffer.buffer(match.trace()),
            PAGE_BYTES);
    return c.preparedQuery(ErasureSql.PAGE)
        .execute(parameters)
        .chain(
            rows -> {
              NamedEntries named = NamedEntries.among(rows, match, end);
              return erase(c, erasure.tenant(), named)
                  .chain(erased -> advance(c, erasure, named.next(), erased));
            })
        .call(after -> after.running() ? Uni.createFrom().voidItem() : end(c, after, match, by));
  }

  private static Uni<Long> erase(SqlConnection c, TenantId tenant, NamedEntries named) {
    return c.preparedQuery(ErasureSql.ERASE)
        .execute(Tuple.of(tenant.value(), named.indexes()))
        .chain(
            first ->
                c.preparedQuery(ErasureSql.ERASE_MISSIONS)
                    .execute(Tuple.of(tenant.value(), named.missions()))
                    .map(second -> (long) first.rowCount() + second.rowCount()));
  }

  private static Uni<Erasure> advance(SqlConnection c, Erasure erasure, long next, long erased) {
    return c.preparedQuery(ErasureSql.ADVANCE)
        .execute(Tuple.of(erasure.tenant().value(), erasure.id(), next, erased))
        .map(rows -> first(rows).orElseThrow());
  }

  private static Uni<Void> end(SqlConnection c, Erasure done, SubjectMatch match, String by) {
    Tuple parameters = Tuple.of(done.tenant().value(), match.names().toArray(String[]::new));
    return c.preparedQuery(ErasureSql.ERASE_ALERTS)
        .execute(parameters)
        .chain(() -> c.preparedQuery(ErasureSql.ERASE_WINDOWS).execute(parameters))
        .chain(() -> Outbox.append(c, List.of(fact(done, by))));
  }

  private static OutgoingEvent fact(Erasure done, String by) {
    String id = done.id().toString();
    return OutgoingEvent.of(
        Topics.AUDIT,
        EventTypes.ENTRIES_ERASED,
        done.tenant(),
        id,
        1,
        done.finishedAt(),
        null,
        new AuditEvents.EntriesErased(id, done.entries(), by));
  }

  private static Optional<Erasure> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(erasure(rows.iterator().next()));
  }

  private static Erasure erasure(Row row) {
    OffsetDateTime finished = row.getOffsetDateTime("finished_at");
    return new Erasure(
        new TenantId(row.getString("tenant_id")),
        row.getUUID("id"),
        row.getLong("size"),
        row.getLong("next_index"),
        row.getLong("entries"),
        row.getOffsetDateTime("requested_at").toInstant(),
        finished == null ? null : finished.toInstant());
  }
}
