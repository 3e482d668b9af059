package dev.missionmesh.messaging;

import dev.missionmesh.tenancy.TenantId;
import io.vertx.mutiny.sqlclient.Row;

/** An event that waits in the outbox, with its place there. */
record OutboxRow(long place, OutgoingEvent event) {
  static OutboxRow of(Row row) {
    return new OutboxRow(
        row.getLong("id"),
        new OutgoingEvent(
            row.getUUID("event_id"),
            row.getString("topic"),
            row.getString("record_key"),
            row.getString("type"),
            row.getString("subject"),
            new TenantId(row.getString("tenant_id")),
            row.getLong("sequence"),
            row.getOffsetDateTime("occurred_at").toInstant(),
            row.getString("traceparent"),
            row.getBuffer("data") == null ? null : row.getBuffer("data").getBytes()));
  }
}
