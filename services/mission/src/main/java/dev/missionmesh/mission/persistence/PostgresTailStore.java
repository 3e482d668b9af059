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
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges state changes and log chunks by their numbers. The mission's row is read first: whatever
 * has a number up to the one found there was committed before, so the statements that follow see
 * it.
 */
@ApplicationScoped
class PostgresTailStore implements TailStore {
  private static final int LINES = 200;

  private static final String MISSION =
      "select state, sequence, queued_at from missions where tenant_id = $1 and id = $2";

  private static final String STATES =
      """
      select started_seq as sequence, 2 as state, number, null as reason, started_at as at
      from attempts where tenant_id = $1 and mission_id = $2 and started_seq > $3
      union all
      select ended_seq, end_state, number, reason, ended_at
      from attempts where tenant_id = $1 and mission_id = $2 and ended_seq > $3
      union all
      select sequence, state, null, reason, at
      from transitions where tenant_id = $1 and mission_id = $2 and sequence > $3""";

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
            c.preparedQuery(MISSION)
                .execute(Tuple.of(tenant.value(), id.value()))
                .map(rows -> rows.rowCount() > 0));
  }

  @Override
  public Uni<Optional<Page>> read(TenantId tenant, MissionId id, long after) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(MISSION)
                .execute(Tuple.of(tenant.value(), id.value()))
                .chain(
                    rows ->
                        rows.rowCount() == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : events(c, tenant, id, after, rows.iterator().next())
                                .map(Optional::of)));
  }

  private static Uni<Page> events(
      SqlConnection c, TenantId tenant, MissionId id, long after, Row mission) {
    return states(c, tenant, id, after)
        .chain(
            states ->
                LogLines.read(c, tenant, id, after, LINES)
                    .map(lines -> page(mission, after, states, lines)));
  }

  private static Uni<List<Numbered>> states(
      SqlConnection c, TenantId tenant, MissionId id, long after) {
    return c.preparedQuery(STATES)
        .execute(Tuple.of(tenant.value(), id.value(), after))
        .map(
            rows -> {
              List<Numbered> states = new ArrayList<>();
              for (Row row : rows) {
                long sequence = row.getLong("sequence");
                String state = StateName.of(row.getInteger("state")).text();
                states.add(
                    new Numbered(
                        sequence,
                        new TailEvent.State(
                            sequence,
                            state,
                            row.getLong("number"),
                            row.getString("reason"),
                            Rows.time(row, "at"))));
              }
              return states;
            });
  }

  private static Page page(Row mission, long after, List<Numbered> states, List<LogLine> lines) {
    long latest = mission.getLong("sequence");
    boolean more = lines.size() == LINES && lines.getLast().sequence() < latest;
    long upTo = more ? lines.getLast().sequence() : latest;
    List<Numbered> events = new ArrayList<>(states);
    if (after < 1) {
      String queued = StateName.QUEUED.text();
      events.add(
          new Numbered(
              1, new TailEvent.State(1, queued, null, null, Rows.time(mission, "queued_at"))));
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
