package dev.missionmesh.telemetry.persistence;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Makes the array parameters of a statement, one column after the other, from things that are a row each. */
final class Columns<T> {
  private final List<T> rows;
  private final io.vertx.sqlclient.Tuple tuple = io.vertx.sqlclient.Tuple.tuple();

  Columns(List<T> rows) {
    this.rows = rows;
  }

  Columns<T> text(Function<T, String> value) {
    tuple.addArrayOfString(rows.stream().map(value).toArray(String[]::new));
    return this;
  }

  Columns<T> uuid(Function<T, UUID> value) {
    tuple.addArrayOfUUID(rows.stream().map(value).toArray(UUID[]::new));
    return this;
  }

  Columns<T> number(Function<T, Long> value) {
    tuple.addArrayOfLong(rows.stream().map(value).toArray(Long[]::new));
    return this;
  }

  /** Null stays null. */
  Columns<T> time(Function<T, Instant> value) {
    tuple.addArrayOfOffsetDateTime(
        rows.stream().map(value).map(Columns::utc).toArray(OffsetDateTime[]::new));
    return this;
  }

  /** One value for all rows. */
  Columns<T> with(Object value) {
    tuple.addValue(value);
    return this;
  }

  Tuple parameters() {
    return Tuple.newInstance(tuple);
  }

  static OffsetDateTime utc(Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
