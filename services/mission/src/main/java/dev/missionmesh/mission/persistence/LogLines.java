package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.LogLine;
import dev.missionmesh.mission.application.LogStream;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Reads chunks of output in order. */
final class LogLines {
  private static final String READ =
      """
      select sequence, attempt, chunk, stream, at, data from log_chunks
      where tenant_id = $1 and mission_id = $2 and sequence > $3
      order by sequence limit $4""";

  static Uni<List<LogLine>> read(
      SqlConnection c, TenantId tenant, MissionId id, long after, int limit) {
    return c.preparedQuery(READ)
        .execute(Tuple.of(tenant.value(), id.value(), after, limit))
        .map(
            rows -> {
              List<LogLine> lines = new ArrayList<>(rows.size());
              for (Row row : rows) lines.add(of(row, row.getLong("attempt")));
              return lines;
            });
  }

  static LogLine of(Row row, long attempt) {
    return LogLine.of(
        row.getLong("sequence"),
        attempt,
        row.getInteger("chunk"),
        LogStream.of(row.getInteger("stream")),
        Rows.time(row, "at"),
        Rows.bytes(row, "data"));
  }

  private LogLines() {}
}
