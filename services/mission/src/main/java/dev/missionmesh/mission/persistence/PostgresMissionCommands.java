package dev.missionmesh.mission.persistence;

import dev.missionmesh.messaging.Outbox;
import dev.missionmesh.mission.application.CancelNotice;
import dev.missionmesh.mission.application.MissionCommands;
import dev.missionmesh.mission.application.MissionFacts;
import dev.missionmesh.mission.application.Remains;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.MissionState.Finished;
import dev.missionmesh.mission.domain.MissionState.Queued;
import dev.missionmesh.mission.domain.MissionState.WaitingRetry;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Acts as the tenant, with the mission's row locked. */
@ApplicationScoped
class PostgresMissionCommands implements MissionCommands {
  private static final String LOCK =
      """
      select tenant_id, id, state, sequence, failures, lost_leases, name, labels::text as labels, lease_node, lease_token,
        queued_at, started_at, next_run_at, traceparent
      from missions where tenant_id = $1 and id = $2 for update""";

  private static final String END =
      """
      update missions set state = $3::int, reason = $4, sequence = $5, ended_at = $6, next_run_at = null
      where tenant_id = $1 and id = $2""";

  private static final String REQUEST =
      "update missions set cancel_requested = true where tenant_id = $1 and id = $2";

  private final Pool api;

  PostgresMissionCommands(Pool api) {
    this.api = api;
  }

  @Override
  public Uni<Optional<Cancelled>> cancel(TenantId tenant, MissionId id, Instant now) {
    return TenantTransactions.inTenant(
        api,
        tenant,
        c ->
            c.preparedQuery(LOCK)
                .execute(Tuple.of(tenant.value(), id.value()))
                .chain(
                    rows ->
                        rows.rowCount() == 0
                            ? Uni.createFrom().item(Optional.empty())
                            : cancel(c, rows.iterator().next(), now).map(Optional::of)));
  }

  private static Uni<Cancelled> cancel(SqlConnection c, Row row, Instant now) {
    return switch (StateName.of(row.getInteger("state"))) {
      case QUEUED -> end(c, row, new Queued(Rows.progress(row)).cancel(), now);
      case WAITING_RETRY ->
          end(
              c,
              row,
              new WaitingRetry(Rows.progress(row), Rows.time(row, "next_run_at")).cancel(),
              now);
      case RUNNING -> request(c, row);
      case SUCCEEDED, FAILED, CANCELLED, DEAD_LETTERED ->
          Uni.createFrom().item(new Cancelled.TooLate());
    };
  }

  private static Uni<Cancelled> request(SqlConnection c, Row row) {
    var notice =
        new CancelNotice(row.getString("lease_node"), Rows.id(row), row.getLong("lease_token"));
    return c.preparedQuery(REQUEST)
        .execute(Tuple.of(row.getString("tenant_id"), row.getUUID("id")))
        .replaceWith(new Cancelled.Requested(notice));
  }

  private static Uni<Cancelled> end(SqlConnection c, Row row, Finished end, Instant now) {
    TenantId tenant = Rows.tenant(row);
    MissionId id = Rows.id(row);
    long sequence = row.getLong("sequence") + 1;
    var update =
        Tuple.of(
            tenant.value(),
            id.value(),
            (int) end.name().code(),
            end.reason(),
            sequence,
            now.atOffset(ZoneOffset.UTC));
    var ended =
        new MissionFacts.Ended(
            tenant,
            id,
            sequence,
            row.getString("name"),
            Rows.labels(row),
            end.name(),
            end.reason(),
            row.getLong("lease_token"),
            row.getString("lease_node"),
            Rows.time(row, "queued_at"),
            Rows.time(row, "started_at"),
            now,
            row.getString("traceparent"));
    var transition =
        new Transitions.Transition(tenant, id, sequence, end.name(), end.reason(), now);
    var latest = new LatestRemains.Key(tenant, id, row.getLong("lease_token"));
    return c.preparedQuery(END)
        .execute(update)
        .chain(() -> Transitions.insert(c, List.of(transition)))
        .chain(() -> LatestRemains.read(c, List.of(latest)))
        .map(remains -> MissionFacts.ended(ended, remains.getOrDefault(latest, Remains.NONE)))
        .chain(event -> Outbox.append(c, List.of(event)))
        .replaceWith(new Cancelled.Ended());
  }
}
