package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.HeldMission;
import dev.missionmesh.mission.domain.RetryPolicy;
import dev.missionmesh.mission.domain.StateName;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;

/** Reads the rows of missions that are locked to end their attempts. */
final class HeldMissions {
  /** What {@link #of} needs of the table aliased m. */
  static final String COLUMNS =
      """
      m.tenant_id, m.id, m.state, m.sequence, m.lease_token, m.lease_key, m.lease_node, m.failures, m.lost_leases,
      m.cancel_requested, m.timeout_ms, m.max_attempts, m.backoff_ms, m.max_backoff_ms, m.name, m.labels::text as labels,
      m.traceparent, m.queued_at, m.started_at, clock_timestamp() as now""";

  static HeldMission of(Row row) {
    return new HeldMission(
        Rows.tenant(row),
        Rows.id(row),
        StateName.of(row.getInteger("state")) == StateName.RUNNING,
        row.getLong("sequence"),
        row.getLong("lease_token"),
        Rows.bytes(row, "lease_key"),
        row.getString("lease_node"),
        Rows.progress(row),
        row.getBoolean("cancel_requested"),
        Duration.ofMillis(row.getInteger("timeout_ms")),
        new RetryPolicy(
            row.getInteger("max_attempts"),
            Duration.ofMillis(row.getInteger("backoff_ms")),
            Duration.ofMillis(row.getInteger("max_backoff_ms"))),
        row.getString("name"),
        Rows.labels(row),
        row.getString("traceparent"),
        Rows.time(row, "queued_at"),
        Rows.time(row, "started_at"),
        Rows.time(row, "now"));
  }

  private HeldMissions() {}
}
