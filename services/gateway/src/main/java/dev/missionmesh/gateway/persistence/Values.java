package dev.missionmesh.gateway.persistence;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Values on their way into and out of SQL. */
final class Values {
  /** Parameters of a statement, null included; instants become what PostgreSQL takes. */
  static Tuple of(Object... values) {
    return Tuple.from(Arrays.stream(values).map(Values::sql).toList());
  }

  private static Object sql(Object value) {
    return switch (value) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case byte[] bytes -> Buffer.buffer(bytes);
      case null, default -> value;
    };
  }

  /** The time in a column; null for null. */
  static Instant time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static byte[] bytes(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }

  private Values() {}
}
