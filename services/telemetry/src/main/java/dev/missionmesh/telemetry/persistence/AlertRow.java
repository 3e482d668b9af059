package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.telemetry.domain.Alert;
import dev.missionmesh.telemetry.domain.Suspicion;
import dev.missionmesh.telemetry.domain.Target;
import dev.missionmesh.tenancy.TenantId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads rows of the table {@code alerts}. */
final class AlertRow {
  static Alert read(Row row) {
    return new Alert(
        new TenantId(row.getString("tenant_id")),
        row.getUUID("id"),
        Suspicion.of(row.getString("rule")),
        new Target(row.getString("target_kind"), row.getString("target")),
        row.getLong("count"),
        row.getLong("threshold"),
        time(row, "first_seen"),
        time(row, "last_seen"),
        time(row, "raised_at"),
        time(row, "resolved_at"));
  }

  private static Instant time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private AlertRow() {}
}
