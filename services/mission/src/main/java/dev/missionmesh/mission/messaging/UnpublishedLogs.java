package dev.missionmesh.mission.messaging;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.OutgoingEvent;
import dev.missionmesh.mission.application.LogStream;
import dev.missionmesh.tenancy.TenantId;
import dev.missionmesh.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The log chunks that the broker has not got yet. */
final class UnpublishedLogs {
  private static final int BATCH = 128;

  private static final String NEXT =
      "select tenant_id, mission_id, attempt, chunk, day, sequence, stream, at, data from log_chunks"
          + " where not published order by tenant_id, mission_id, sequence limit "
          + BATCH;

  private static final String MARK =
      """
      update log_chunks l set published = true
      from unnest($1::text[], $2::uuid[], $3::bigint[], $4::int[], $5::date[]) as u(tenant, id, attempt, chunk, day)
      where l.tenant_id = u.tenant and l.mission_id = u.id and l.attempt = u.attempt and l.chunk = u.chunk and l.day = u.day""";

  /** A chunk as an event, and where its row is. */
  record Entry(
      TenantId tenant, UUID mission, long attempt, int chunk, LocalDate day, OutgoingEvent event) {}

  private final Pool engine;

  UnpublishedLogs(Pool engine) {
    this.engine = engine;
  }

  /** The next of them, those of a mission in order. */
  Uni<List<Entry>> next() {
    return engine
        .query(NEXT)
        .execute()
        .map(
            rows -> {
              List<Entry> batch = new ArrayList<>(rows.size());
              for (Row row : rows) batch.add(entry(row));
              return batch;
            });
  }

  /** The broker has got them. */
  Uni<Void> mark(List<Entry> batch) {
    Tuple rows =
        Tuple.newInstance(
            io.vertx.sqlclient.Tuple.tuple()
                .addArrayOfString(
                    batch.stream().map(e -> e.tenant().value()).toArray(String[]::new))
                .addArrayOfUUID(batch.stream().map(Entry::mission).toArray(UUID[]::new))
                .addArrayOfLong(batch.stream().map(Entry::attempt).toArray(Long[]::new))
                .addArrayOfInteger(batch.stream().map(Entry::chunk).toArray(Integer[]::new))
                .addArrayOfLocalDate(batch.stream().map(Entry::day).toArray(LocalDate[]::new)));
    return TenantTransactions.inTenants(
        engine,
        batch.stream().map(Entry::tenant).collect(Collectors.toSet()),
        c -> c.preparedQuery(MARK).execute(rows).replaceWithVoid());
  }

  private static Entry entry(Row row) {
    TenantId tenant = new TenantId(row.getString("tenant_id"));
    UUID mission = row.getUUID("mission_id");
    long attempt = row.getLong("attempt");
    int chunk = row.getInteger("chunk");
    return new Entry(
        tenant,
        mission,
        attempt,
        chunk,
        row.getLocalDate("day"),
        event(row, tenant, mission, attempt, chunk));
  }

  private static OutgoingEvent event(
      Row row, TenantId tenant, UUID mission, long attempt, int chunk) {
    String key = tenant.value() + "/" + mission;
    Instant at = row.getOffsetDateTime("at").toInstant();
    long sequence = row.getLong("sequence");
    byte[] data = row.getBuffer("data").getBytes();
    var recorded =
        new MissionEvents.LogRecorded(
            mission.toString(),
            (int) attempt,
            chunk,
            sequence,
            LogStream.of(row.getInteger("stream")).text(),
            at,
            Base64.getEncoder().encodeToString(data));
    String name = key + "/" + attempt + "/" + chunk;
    return new OutgoingEvent(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        Topics.MISSION_LOGS,
        key,
        EventTypes.LOG_RECORDED,
        mission.toString(),
        tenant,
        sequence,
        at,
        null,
        EventJson.write(recorded));
  }
}
