package dev.missionmesh.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Writes events beside the state change that they tell of, in the same transaction. */
public final class Outbox {
  private static final String INSERT_MANY =
      """
      insert into outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at, traceparent, data)
      select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[],
                           $8::timestamptz[], $9::text[], $10::bytea[])""";

  private static final String INSERT_ONE =
      """
      insert into outbox (event_id, tenant_id, topic, record_key, type, subject, sequence, occurred_at, traceparent, data)
      values (:id, :tenant, :topic, :key, :type, :subject, :sequence, :time, :traceparent, :data)""";

  /** Appends in the order given, within the caller's transaction. */
  public static Uni<Void> append(SqlConnection connection, List<OutgoingEvent> events) {
    if (events.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection.preparedQuery(INSERT_MANY).execute(parameters(events)).replaceWithVoid();
  }

  /** The ten arrays that the insert unnests, for callers that put it inside a larger statement. */
  public static Tuple parameters(List<OutgoingEvent> events) {
    int n = events.size();
    UUID[] ids = new UUID[n];
    String[] tenants = new String[n];
    String[] topics = new String[n];
    String[] keys = new String[n];
    String[] types = new String[n];
    String[] subjects = new String[n];
    Long[] sequences = new Long[n];
    OffsetDateTime[] times = new OffsetDateTime[n];
    @Nullable String[] traceparents = new String[n];
    io.vertx.core.buffer.@Nullable Buffer[] data = new io.vertx.core.buffer.Buffer[n];
    for (int i = 0; i < n; i++) {
      OutgoingEvent event = events.get(i);
      ids[i] = event.id();
      tenants[i] = event.tenant().value();
      topics[i] = event.topic();
      keys[i] = event.key();
      types[i] = event.type();
      subjects[i] = event.subject();
      sequences[i] = event.sequence();
      times[i] = event.time().atOffset(ZoneOffset.UTC);
      traceparents[i] = event.traceparent();
      data[i] = event.data() == null ? null : io.vertx.core.buffer.Buffer.buffer(event.data());
    }
    return Tuple.newInstance(
        io.vertx.sqlclient.Tuple.tuple()
            .addArrayOfUUID(ids)
            .addArrayOfString(tenants)
            .addArrayOfString(topics)
            .addArrayOfString(keys)
            .addArrayOfString(types)
            .addArrayOfString(subjects)
            .addArrayOfLong(sequences)
            .addArrayOfOffsetDateTime(times)
            .addArrayOfString(traceparents)
            .addArrayOfBuffer(data));
  }

  /** Appends one event within the session's transaction. */
  public static Uni<Void> append(Mutiny.Session session, OutgoingEvent event) {
    return session
        .createNativeQuery(INSERT_ONE)
        .setParameter("id", event.id())
        .setParameter("tenant", event.tenant().value())
        .setParameter("topic", event.topic())
        .setParameter("key", event.key())
        .setParameter("type", event.type())
        .setParameter("subject", event.subject())
        .setParameter("sequence", event.sequence())
        .setParameter("time", event.time().atOffset(ZoneOffset.UTC))
        .setParameter("traceparent", event.traceparent())
        .setParameter("data", event.data())
        .executeUpdate()
        .replaceWithVoid();
  }

  private Outbox() {}
}
