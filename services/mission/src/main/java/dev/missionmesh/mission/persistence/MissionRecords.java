package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.MissionRecord;
import dev.missionmesh.mission.domain.PolicyReceipt;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.mission.domain.WhySentence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads missions with their attempts, within a transaction that sees them. */
final class MissionRecords {
  private static final int AHEAD = WhySentence.AHEAD_COUNTED + 1;

  /** What a record needs of the table aliased m. */
  static final String COLUMNS =
      """
      m.tenant_id, m.id, m.state, m.reason, m.name, m.executor, m.labels::text as labels, m.priority, m.queued_at,
      m.started_at, m.ended_at, m.next_run_at, m.cancel_requested, m.sequence, m.policy_snapshot, m.policy_decision, m.policy_rule,
      case when m.state = 0 then (select count(*) from (
        select 1 from missions q where q.tenant_id = m.tenant_id and q.state = 0 and (q.due_at, q.id) < (m.due_at, m.id)
        limit %d) as before) else 0 end as ahead"""
          .formatted(AHEAD);

  private static final String ATTEMPTS =
      """
      select a.tenant_id, a.mission_id, a.number, a.node, a.started_at, a.ended_at, a.outcome, a.exit_code, a.reason,
        a.result_sha256, a.duration_ms, a.backend, a.degraded
      from unnest($1::text[], $2::uuid[]) as u(tenant, id)
      join attempts a on a.tenant_id = u.tenant and a.mission_id = u.id
      order by a.tenant_id, a.mission_id, a.number""";

  /** The result of the latest attempt, if it left one. */
  static final String RESULT =
      """
      select r.body, a.result_sha256
      from attempts a
      join results r on r.tenant_id = a.tenant_id and r.mission_id = a.mission_id and r.attempt = a.number
        and r.day = (a.started_at at time zone 'UTC')::date
      join missions m on m.tenant_id = a.tenant_id and m.id = a.mission_id and m.lease_token = a.number
      where a.tenant_id = $1 and a.mission_id = $2""";

  private record Key(String tenant, Object id) {}

  static List<MissionRecord> bare(RowSet<Row> rows) {
    List<MissionRecord> missions = new ArrayList<>(rows.size());
    for (Row row : rows) missions.add(mission(row));
    return missions;
  }

  static Uni<List<MissionRecord>> withAttempts(SqlConnection c, List<MissionRecord> missions) {
    if (missions.isEmpty()) return Uni.createFrom().item(missions);
    var keys = new Columns<>(missions).text(m -> m.tenant().value()).uuid(m -> m.id().value());
    return c.preparedQuery(ATTEMPTS)
        .execute(keys.parameters())
        .map(
            rows -> {
              Map<Key, List<MissionRecord.Attempt>> attempts = new HashMap<>();
              for (Row row : rows) {
                Key key = new Key(row.getString("tenant_id"), row.getUUID("mission_id"));
                attempts.computeIfAbsent(key, k -> new ArrayList<>()).add(attempt(row));
              }
              return missions.stream()
                  .map(
                      m ->
                          m.with(
                              attempts.getOrDefault(
                                  new Key(m.tenant().value(), m.id().value()), List.of()),
                              null))
                  .toList();
            });
  }

  private static MissionRecord mission(Row row) {
    return new MissionRecord(
        Rows.tenant(row),
        Rows.id(row),
        StateName.of(row.getInteger("state")),
        row.getString("reason"),
        row.getString("name"),
        row.getString("executor"),
        Rows.labels(row),
        row.getInteger("priority"),
        Rows.time(row, "queued_at"),
        Rows.time(row, "started_at"),
        Rows.time(row, "ended_at"),
        Rows.time(row, "next_run_at"),
        row.getBoolean("cancel_requested"),
        row.getLong("sequence"),
        row.getLong("ahead"),
        new PolicyReceipt(
            row.getString("policy_snapshot"),
            row.getString("policy_decision"),
            row.getString("policy_rule")),
        List.of(),
        null);
  }

  private static MissionRecord.Attempt attempt(Row row) {
    return new MissionRecord.Attempt(
        row.getLong("number"),
        row.getString("node"),
        Rows.time(row, "started_at"),
        Rows.time(row, "ended_at"),
        row.getString("outcome"),
        row.getInteger("exit_code"),
        row.getString("reason"),
        row.getString("result_sha256"),
        row.getLong("duration_ms"),
        row.getString("backend"),
        row.getBoolean("degraded"));
  }

  private MissionRecords() {}
}
