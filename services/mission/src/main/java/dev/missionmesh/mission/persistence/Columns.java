package dev.missionmesh.mission.persistence;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Turns rows into the arrays that a statement unnests, one parameter per column in the order of the
 * calls.
 */
final class Columns<T> {
  private final List<T> rows;
  private final io.vertx.sqlclient.Tuple tuple = io.vertx.sqlclient.Tuple.tuple();

  Columns(List<T> rows) {
    this.rows = rows;
  }

  private <R> R[] array(IntFunction<R[]> make, Function<T, R> value) {
    R[] array = make.apply(rows.size());
    for (int i = 0; i < array.length; i++) array[i] = value.apply(rows.get(i));
    return array;
  }

  Columns<T> text(Function<T, String> value) {
    tuple.addArrayOfString(array(String[]::new, value));
    return this;
  }

  Columns<T> uuid(Function<T, UUID> value) {
    tuple.addArrayOfUUID(array(UUID[]::new, value));
    return this;
  }

  Columns<T> integer(ToIntFunction<T> value) {
    return integerOrNull(value::applyAsInt);
  }

  Columns<T> integerOrNull(Function<T, Integer> value) {
    tuple.addArrayOfInteger(array(Integer[]::new, value));
    return this;
  }

  Columns<T> bigint(ToLongFunction<T> value) {
    return bigintOrNull(value::applyAsLong);
  }

  Columns<T> bigintOrNull(Function<T, Long> value) {
    tuple.addArrayOfLong(array(Long[]::new, value));
    return this;
  }

  Columns<T> bool(Function<T, Boolean> value) {
    tuple.addArrayOfBoolean(array(Boolean[]::new, value));
    return this;
  }

  Columns<T> time(Function<T, Instant> value) {
    tuple.addArrayOfOffsetDateTime(
        array(
            OffsetDateTime[]::new,
            row -> {
              Instant instant = value.apply(row);
              return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
            }));
    return this;
  }

  Columns<T> bytes(Function<T, byte[]> value) {
    tuple.addArrayOfBuffer(
        array(
            Buffer[]::new,
            row -> {
              byte[] bytes = value.apply(row);
              return bytes == null ? null : Buffer.buffer(bytes);
            }));
    return this;
  }

  /** One more parameter, of a value for all rows. */
  Columns<T> and(Object value) {
    tuple.addValue(value);
    return this;
  }

  Tuple parameters() {
    return Tuple.newInstance(tuple);
  }
}
