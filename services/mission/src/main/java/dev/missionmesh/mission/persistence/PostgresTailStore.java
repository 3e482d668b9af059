package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.MissionSignals;
import dev.missionmesh.mission.application.TailEvent;
import dev.missionmesh.mission.application.TailStore;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Merges state changes and log chunks by their numbers. */
@ApplicationScoped
class PostgresTailStore implements TailStore {
  private static final int LINES = 200;

  private static final String EXISTS = "select 1 from missions where tenant_id = $1 and id = $2";

  /** One statement, one snapshot: whatever has a number up to the mission's own is in it. The mission comes first. */
  private static final String READ =
      """
      select 0 as kind, sequence, state, null::bigint as number, null as reason, queued_at as at,
        null::int as chunk, null::smallint as stream, null::bytea as data
      from missions where tenant_id = $1 and id = $2
      union all
      select 1, started_seq, 2, number, null, started_at, null, null, null
      from attempts where tenant_id = $1 and mission_id = $2 and started_seq > $3
      union all
      select 1, ended_seq, end_state, number, reason, ended_at, null, null, null
      from attempts where tenant_id = $1 and mission_id = $2 and ended_seq > $3
      union all
      select 1, sequence, state, null, reason, at, null, null, null
      from transitions where tenant_id = $1 and mission_id = $2 and sequence > $3
      union all
      (select 2, sequence, null, attempt, null, at, chunk, stream, data
       from log_chunks where tenant_id = $1 and mission_id = $2 and sequence > $3
       order by sequence limit $4)""";

  private static final String LATEST =
      """
      select m.tenant_id, m.id, m.sequence from unnest($1::text[], $2::uuid[]) as u(tenant, id)
      join missions m on m.tenant_id = u.tenant and m.id = u.id""";

  private final Pool api;
  private final Pool engine;

  PostgresTailStore(Pool api, @ReactiveDataSource("engine") Pool engine) {
    this.api = api;
    this.engine = engine;
  }

  @Override
  public Uni<Boolean> exists(TenantId tenant, MissionId id) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(EXISTS)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> rows.rowCount() > 0));
  }

  @Override
  public Uni<Optional<Page>> read(TenantId tenant, MissionId id, long after) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(READ)
                .execute(Tuple.of(tenant.value(), id.value(), after, LINES))
                .map(rows -> page(rows, after)));
  }

  private static Optional<Page> page(RowSet<Row> rows, long after) {
    Row mission = null;
    List<Numbered> events = new ArrayList<>(rows.size());
    List<LogLine> lines = new ArrayList<>();
    for (Row row : rows) {
      switch (row.getInteger("kind")) {
        case 0 -> mission = row;
        case 1 -> events.add(state(row));
        default -> lines.add(LogLines.of(row, row.getLong("number")));
      }
    }
    return Optional.ofNullable(mission).map(m -> page(m, after, events, lines));
  }

  private static Numbered state(Row row) {
    long sequence = row.getLong("sequence");
    String name = StateName.of(row.getInteger("state")).text();
    return new Numbered(
        sequence,
        new TailEvent.State(
            sequence, name, row.getLong("number"), row.getString("reason"), Rows.time(row, "at")));
  }

  private static Page page(Row mission, long after, List<Numbered> events, List<LogLine> lines) {
    long latest = mission.getLong("sequence");
    boolean more = lines.size() == LINES && lines.getLast().sequence() < latest;
    long upTo = more ? lines.getLast().sequence() : latest;
    if (after < 1) {
      String queued = StateName.QUEUED.text();
      events.add(
          new Numbered(1, new TailEvent.State(1, queued, null, null, Rows.time(mission, "at"))));
    }
    for (LogLine line : lines) events.add(new Numbered(line.sequence(), new TailEvent.Log(line)));
    events.removeIf(event -> event.sequence() > upTo);
    events.sort(Comparator.comparingLong(Numbered::sequence));
    boolean ended = StateName.of(mission.getInteger("state")).isFinal();
    return new Page(events, upTo, more, ended);
  }

  @Override
  public Uni<Map<MissionSignals.Watched, Long>> latest(Set<MissionSignals.Watched> missions) {
    var keys =
        new Columns<>(List.copyOf(missions))
            .text(w -> w.tenant().value())
            .uuid(w -> w.id().value());
    return engine
        .preparedQuery(LATEST)
        .execute(keys.parameters())
        .map(
            rows -> {
              Map<MissionSignals.Watched, Long> latest = new HashMap<>();
              for (Row row : rows) {
                latest.put(
                    new MissionSignals.Watched(Rows.tenant(row), Rows.id(row)),
                    row.getLong("sequence"));
              }
              return latest;
            });
  }
}
