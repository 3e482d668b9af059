package dev.missionmesh.telemetry.persistence;

import dev.missionmesh.telemetry.application.AuditReader;
import dev.missionmesh.telemetry.application.LogHead;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads one tenant's log, each page in a transaction of its own: entries never change, so none has to stay open. */
@ApplicationScoped
class PostgresAuditReader implements AuditReader {
  private static final int PAGE_ROWS = 500;
  private static final int PAGE_BYTES = 2 << 20;
  private static final String HEAD =
      "select epoch, size, root from audit_heads where tenant_id = $1";
  private static final String PAGE =
      """
      select entry_index, event_id, leaf, salt, data from (
        select p.*, sum(coalesce(octet_length(data), 0)) over (order by entry_index) as bytes,
          row_number() over (order by entry_index) as nth from (
            select entry_index, event_id, leaf, salt, data from audit_entries
            where tenant_id = $1 and entry_index >= $2 and entry_index < $3
            order by entry_index limit $4) p) q
      where nth = 1 or bytes <= $5 order by entry_index\
      """;
  private static final String OF_MISSION =
      """
      select entry_index, event_id, leaf, null::bytea, null::bytea from audit_entries
      where tenant_id = $1 and mission_id = $2 order by entry_index limit 1000\
      """;

  private final Pool pool;

  PostgresAuditReader(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<LogHead> head(TenantId tenant) {
    return query(tenant, HEAD, Tuple.of(tenant.value()))
        .map(
            rows -> {
              for (Row row : rows) {
                byte[] root = bytes(row, 2);
                return new LogHead(tenant, row.getInteger(0), row.getLong(1), root);
              }
              return LogHead.empty(tenant);
            });
  }

  @Override
  public Uni<List<Stored>> page(TenantId tenant, long from, long end) {
    Tuple parameters = Tuple.of(tenant.value(), from, end, (long) PAGE_ROWS, (long) PAGE_BYTES);
    return query(tenant, PAGE, parameters).map(PostgresAuditReader::stored);
  }

  @Override
  public Uni<List<Stored>> ofMission(TenantId tenant, UUID mission) {
    return query(tenant, OF_MISSION, Tuple.of(tenant.value(), mission))
        .map(PostgresAuditReader::stored);
  }

  private Uni<RowSet<Row>> query(TenantId tenant, String sql, Tuple parameters) {
    return TenantTransactions.inTenant(pool, tenant, c -> c.preparedQuery(sql).execute(parameters));
  }

  private static List<Stored> stored(RowSet<Row> rows) {
    List<Stored> all = new ArrayList<>(rows.size());
    for (Row row : rows) {
      all.add(
          new Stored(row.getLong(0), row.getUUID(1), bytes(row, 2), bytes(row, 3), bytes(row, 4)));
    }
    return all;
  }

  private static byte[] bytes(Row row, int column) {
    Buffer buffer = row.getDelegate().getBuffer(column);
    return buffer == null ? null : buffer.getBytes();
  }
}
