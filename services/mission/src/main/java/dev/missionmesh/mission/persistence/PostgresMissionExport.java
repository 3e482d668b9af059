package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.MissionExport;
import dev.missionmesh.mission.application.MissionRecord;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads as the engine, which sees all tenants. */
@ApplicationScoped
class PostgresMissionExport implements MissionExport {
  /** Base64 of 4 MiB of log: a page ends once it holds that much. */
  private static final long MAX_LOG_CHARS = (4L << 20) * 4 / 3;

  private static final int MAX_LINES = 100_000;

  private static final String PAGE =
      "select "
          + MissionRecords.COLUMNS
          + """
             from missions m where (m.tenant_id, m.id) > ($1::text, $2::uuid)
            order by m.tenant_id, m.id limit $3""";

  private static final String OF_ONE =
      "select "
          + MissionRecords.COLUMNS
          + " from missions m where m.tenant_id = $1 and m.id > $2 order by m.id limit $3";

  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private static final String FIRST =
      "select " + MissionRecords.COLUMNS + " from missions m order by m.tenant_id, m.id limit $1";

  private final Pool engine;

  PostgresMissionExport(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<List<Exported>> page(Place after, int limit) {
    return whole(c -> rows(c, after, limit));
  }

  @Override
  public Uni<List<Exported>> pageOf(TenantId tenant, MissionId after, int limit) {
    UUID start = after == null ? BEFORE_ALL : after.value();
    return whole(
        c ->
            c.preparedQuery(OF_ONE)
                .execute(Tuple.of(tenant.value(), start, limit))
                .map(MissionRecords::bare));
  }

  private Uni<List<Exported>> whole(Function<SqlConnection, Uni<List<MissionRecord>>> rows) {
    return engine.withTransaction(
        c ->
            rows.apply(c)
                .chain(found -> MissionRecords.withAttempts(c, found))
                .chain(found -> withLogs(c, found)));
  }

  private static Uni<List<MissionRecord>> rows(SqlConnection c, Place after, int limit) {
    var rows =
        after == null
            ? c.preparedQuery(FIRST).execute(Tuple.of(limit))
            : c.preparedQuery(PAGE)
                .execute(Tuple.of(after.tenant().value(), after.id().value(), limit));
    return rows.map(MissionRecords::bare);
  }

  private static Uni<List<Exported>> withLogs(SqlConnection c, List<MissionRecord> missions) {
    List<Exported> exported = new ArrayList<>();
    long[] chars = {0};
    return Multi.createFrom()
        .iterable(missions)
        .onItem()
        .transformToUniAndConcatenate(
            m -> {
              if (chars[0] > MAX_LOG_CHARS) return Uni.createFrom().voidItem();
              return withLog(c, m)
                  .invoke(
                      e -> {
                        exported.add(e);
                        for (LogLine line : e.log()) chars[0] += line.dataBase64().length();
                      })
                  .replaceWithVoid();
            })
        .collect()
        .last()
        .replaceWith(exported);
  }

  private static Uni<Exported> withLog(SqlConnection c, MissionRecord m) {
    return LogLines.read(c, m.tenant(), m.id(), 0, MAX_LINES)
        .chain(
            log ->
                c.preparedQuery(MissionRecords.RESULT)
                    .execute(Tuple.of(m.tenant().value(), m.id().value()))
                    .map(
                        rows -> {
                          byte[] body =
                              rows.rowCount() == 0
                                  ? null
                                  : Rows.bytes(rows.iterator().next(), "body");
                          return new Exported(m.with(m.attempts(), body), log);
                        }));
  }
}
