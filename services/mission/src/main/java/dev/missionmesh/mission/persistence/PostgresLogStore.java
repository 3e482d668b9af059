package dev.missionmesh.mission.persistence;

import dev.missionmesh.mission.application.LogChunk;
import dev.missionmesh.mission.application.LogStore;
import dev.missionmesh.mission.config.MissionConfig;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Numbers chunks while the mission's row is locked, so that sequence numbers have no holes and no
 * doubles.
 */
@ApplicationScoped
class PostgresLogStore implements LogStore {
  private static final String LOCK =
      """
      select m.tenant_id, m.id, m.sequence, m.log_bytes, m.lease_token, m.lease_node, m.started_at
      from unnest($1::text[], $2::uuid[]) as u(tenant, id)
      join missions m on m.tenant_id = u.tenant and m.id = u.id
      where m.state = 2
      for update of m""";

  private static final String KNOWN =
      """
      select l.tenant_id, l.mission_id as id, l.attempt, l.chunk
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[]) as u(tenant, id, attempt, chunk)
      join log_chunks l on l.tenant_id = u.tenant and l.mission_id = u.id and l.attempt = u.attempt and l.chunk = u.chunk""";

  private static final String INSERT =
      """
      insert into log_chunks (tenant_id, mission_id, attempt, chunk, day, sequence, stream, at, data)
      select tenant, id, attempt, chunk, (started at time zone 'UTC')::date, sequence, stream, at, data
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::timestamptz[], $6::bigint[], $7::int[],
        $8::timestamptz[], $9::bytea[]) as u(tenant, id, attempt, chunk, started, sequence, stream, at, data)""";

  private static final String COUNT =
      """
      update missions m set sequence = u.sequence, log_bytes = u.bytes
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[]) as u(tenant, id, sequence, bytes)
      where m.tenant_id = u.tenant and m.id = u.id""";

  private record Key(TenantId tenant, MissionId id) implements Comparable<Key> {
    static final Comparator<Key> ORDER = Comparator.comparing(Key::tenant).thenComparing(Key::id);

    static Key of(LogChunk chunk) {
      return new Key(chunk.tenant(), chunk.id());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private record Place(Key mission, long attempt, int chunk) {
    static Place of(LogChunk chunk) {
      return new Place(Key.of(chunk), chunk.token(), chunk.chunk());
    }
  }

  /** A mission's counters, moved on as chunks are taken. */
  private static final class Counter {
    final Key key;
    final long token;
    final String node;
    final Instant startedAt;
    long sequence;
    long bytes;

    Counter(Row row) {
      key = new Key(Rows.tenant(row), Rows.id(row));
      token = row.getLong("lease_token");
      node = row.getString("lease_node");
      startedAt = Rows.time(row, "started_at");
      sequence = row.getLong("sequence");
      bytes = row.getLong("log_bytes");
    }
  }

  private record Numbered(LogChunk chunk, long sequence, Instant startedAt) {}

  private record Plan(List<Status> statuses, List<Numbered> fresh, Set<Counter> moved) {}

  private final Pool engine;
  private final long mostBytes;

  PostgresLogStore(@ReactiveDataSource("engine") Pool engine, MissionConfig config) {
    this.engine = engine;
    this.mostBytes = config.limits().logBytes();
  }

  @Override
  public Uni<List<Status>> append(List<LogChunk> batch) {
    return TenantTransactions.inTenants(
        engine,
        batch.stream().map(LogChunk::tenant).collect(Collectors.toSet()),
        c ->
            lock(c, batch)
                .chain(counters -> known(c, batch).map(known -> plan(batch, counters, known)))
                .call(plan -> write(c, plan))
                .map(Plan::statuses));
  }

  private static Uni<Map<Key, Counter>> lock(SqlConnection c, List<LogChunk> batch) {
    List<Key> keys = batch.stream().map(Key::of).distinct().sorted().toList();
    return c.preparedQuery(LOCK)
        .execute(
            new Columns<>(keys)
                .text(k -> k.tenant().value())
                .uuid(k -> k.id().value())
                .parameters())
        .map(
            rows -> {
              Map<Key, Counter> counters = new TreeMap<>();
              for (Row row : rows) {
                Counter counter = new Counter(row);
                counters.put(counter.key, counter);
              }
              return counters;
            });
  }

  private static Uni<Set<Place>> known(SqlConnection c, List<LogChunk> batch) {
    var columns =
        new Columns<>(batch)
            .text(x -> x.tenant().value())
            .uuid(x -> x.id().value())
            .bigint(LogChunk::token)
            .integer(LogChunk::chunk);
    return c.preparedQuery(KNOWN)
        .execute(columns.parameters())
        .map(
            rows -> {
              Set<Place> known = new HashSet<>();
              for (Row row : rows) {
                Key key = new Key(Rows.tenant(row), Rows.id(row));
                known.add(new Place(key, row.getLong("attempt"), row.getInteger("chunk")));
              }
              return known;
            });
  }

  private Plan plan(List<LogChunk> batch, Map<Key, Counter> counters, Set<Place> known) {
    Plan plan = new Plan(new ArrayList<>(batch.size()), new ArrayList<>(), new HashSet<>());
    for (LogChunk chunk : batch) {
      plan.statuses().add(take(chunk, counters.get(Key.of(chunk)), known, plan));
    }
    return plan;
  }

  private Status take(LogChunk chunk, Counter counter, Set<Place> known, Plan plan) {
    if (known.contains(Place.of(chunk))) return Status.DUPLICATE;
    if (counter == null || counter.token != chunk.token() || !chunk.node().equals(counter.node)) {
      return Status.LOST;
    }
    if (counter.bytes + chunk.data().length > mostBytes) return Status.FULL;
    known.add(Place.of(chunk));
    counter.bytes += chunk.data().length;
    counter.sequence++;
    plan.moved().add(counter);
    plan.fresh().add(new Numbered(chunk, counter.sequence, counter.startedAt));
    return Status.STORED;
  }

  private static Uni<Void> write(SqlConnection c, Plan plan) {
    if (plan.fresh().isEmpty()) return Uni.createFrom().voidItem();
    var rows =
        new Columns<>(plan.fresh())
            .text(n -> n.chunk().tenant().value())
            .uuid(n -> n.chunk().id().value())
            .bigint(n -> n.chunk().token())
            .integer(n -> n.chunk().chunk())
            .time(Numbered::startedAt)
            .bigint(Numbered::sequence)
            .integer(n -> n.chunk().stream().code())
            .time(n -> n.chunk().at())
            .bytes(n -> n.chunk().data());
    var counts =
        new Columns<>(List.copyOf(plan.moved()))
            .text(m -> m.key.tenant().value())
            .uuid(m -> m.key.id().value())
            .bigint(m -> m.sequence)
            .bigint(m -> m.bytes);
    return Uni.combine()
        .all()
        .unis(
            c.preparedQuery(INSERT).execute(rows.parameters()),
            c.preparedQuery(COUNT).execute(counts.parameters()))
        .discardItems();
  }
}
