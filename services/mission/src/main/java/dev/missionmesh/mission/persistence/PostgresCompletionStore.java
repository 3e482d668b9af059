package dev.missionmesh.mission.persistence;

import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.application.AttemptFacts;
import dev.missionmesh.mission.application.Completion;
import dev.missionmesh.mission.application.CompletionStore;
import dev.missionmesh.mission.application.EndedAttempt;
import dev.missionmesh.mission.application.HeldMission;
import dev.missionmesh.mission.application.Judgement;
import dev.missionmesh.mission.domain.Fencing;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Locks, judges, writes: one transaction per batch. */
@ApplicationScoped
class PostgresCompletionStore implements CompletionStore {
  static final String LOCK =
      "select "
          + HeldMissions.COLUMNS
          + """

            from unnest($1::text[], $2::uuid[]) as u(tenant, id)
            join missions m on m.tenant_id = u.tenant and m.id = u.id
            for update of m""";

  private static final String EARLIER =
      """
      select a.mission_id as id, a.node, a.outcome, a.result_sha256
      from unnest($1::text[], $2::uuid[], $3::bigint[]) as u(tenant, id, token)
      join attempts a on a.tenant_id = u.tenant and a.mission_id = u.id and a.number = u.token
      where a.result_sha256 is not null""";

  private static final Comparator<Completion> ORDER =
      Comparator.comparing(Completion::tenant).thenComparing(Completion::id);

  private record Found(
      Map<MissionId, HeldMission> missions, Map<MissionId, Fencing.Completed> earlier) {}

  private final Pool engine;

  PostgresCompletionStore(@ReactiveDataSource("engine") Pool engine) {
    this.engine = engine;
  }

  @Override
  public Uni<List<Judgement>> complete(List<Completion> batch, Judge judge) {
    List<Completion> ordered = new ArrayList<>(batch);
    ordered.sort(ORDER);
    return TenantTransactions.inTenants(
        engine,
        batch.stream().map(Completion::tenant).collect(Collectors.toSet()),
        c ->
            lock(c, ordered)
                .chain(missions -> withEarlier(c, ordered, missions))
                .map(found -> judgeAll(batch, found, judge))
                .call(judgements -> write(c, batch, judgements)));
  }

  private static Uni<Map<MissionId, HeldMission>> lock(SqlConnection c, List<Completion> ordered) {
    var columns = new Columns<>(ordered).text(x -> x.tenant().value()).uuid(x -> x.id().value());
    return c.preparedQuery(LOCK)
        .execute(columns.parameters())
        .map(
            rows -> {
              Map<MissionId, HeldMission> missions = new HashMap<>();
              for (Row row : rows) missions.put(Rows.id(row), HeldMissions.of(row));
              return missions;
            });
  }

  /**
   * Only a completion that does not hold its lease can be a repetition: that is rare, and read
   * after the lock.
   */
  private static Uni<Found> withEarlier(
      SqlConnection c, List<Completion> batch, Map<MissionId, HeldMission> missions) {
    List<Completion> late =
        batch.stream()
            .filter(x -> missions.containsKey(x.id()))
            .filter(
                x -> !missions.get(x.id()).isRunning() || missions.get(x.id()).token() != x.token())
            .toList();
    if (late.isEmpty()) return Uni.createFrom().item(new Found(missions, Map.of()));
    var columns =
        new Columns<>(late)
            .text(x -> x.tenant().value())
            .uuid(x -> x.id().value())
            .bigint(Completion::token);
    return c.preparedQuery(EARLIER)
        .execute(columns.parameters())
        .map(
            rows -> {
              Map<MissionId, Fencing.Completed> earlier = new HashMap<>();
              for (Row row : rows) {
                earlier.put(
                    Rows.id(row),
                    new Fencing.Completed(
                        row.getString("node"),
                        row.getString("outcome"),
                        row.getString("result_sha256")));
              }
              return new Found(missions, earlier);
            });
  }

  private static List<Judgement> judgeAll(List<Completion> batch, Found found, Judge judge) {
    List<Judgement> judgements = new ArrayList<>(batch.size());
    for (Completion c : batch) {
      HeldMission mission = found.missions().get(c.id());
      boolean theirs = mission != null && mission.tenant().equals(c.tenant());
      judgements.add(judge.judge(c, theirs ? mission : null, found.earlier().get(c.id())));
    }
    return judgements;
  }

  private static Uni<Void> write(
      SqlConnection connection, List<Completion> batch, List<Judgement> judgements) {
    List<EndedAttempt> ended = new ArrayList<>(batch.size());
    List<OutgoingEvent> events = new ArrayList<>(batch.size());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < batch.size(); i++) {
      switch (judgements.get(i)) {
        case Judgement.Ends ends -> {
          EndedAttempt end = new EndedAttempt(ends.mission(), ends.end(), batch.get(i));
          ended.add(end);
          events.add(AttemptFacts.of(end));
        }
        case Judgement.Repeats ignored -> {}
        case Judgement.Refused refused -> {
          if (refused.recorded())
            events.add(AttemptFacts.refused(batch.get(i), refused.reason(), now));
        }
      }
    }
    if (events.isEmpty()) return Uni.createFrom().voidItem();
    List<Uni<?>> statements = AttemptEndWriter.statements(connection, ended);
    statements.add(Outbox.append(connection, events));
    return Uni.combine().all().unis(statements).discardItems();
  }
}
