package dev.missionmesh.messaging;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way out.
 *
 * @param id stable over every repetition of the sending; consumers drop an id they have seen
 * @param key record key and {@code partitionkey}: {@code tenant/aggregate}
 * @param subject id of the aggregate
 * @param sequence the aggregate's own count; reveals gaps
 * @param traceparent W3C trace context, or null
 * @param data JSON bytes; null is a tombstone
 */
public record OutgoingEvent(
    UUID id,
    String topic,
    String key,
    String type,
    String subject,
    TenantId tenant,
    long sequence,
    Instant time,
    @Nullable String traceparent,
    byte @Nullable [] data) {

  /** An event of an aggregate of a tenant, keyed {@code tenant/subject}, with a random id. */
  public static OutgoingEvent of(
      String topic,
      String type,
      TenantId tenant,
      String subject,
      long sequence,
      Instant time,
      @Nullable String traceparent,
      Object data) {
    return new OutgoingEvent(
        UUID.randomUUID(),
        topic,
        tenant.value() + "/" + subject,
        type,
        subject,
        tenant,
        sequence,
        time,
        traceparent,
        EventJson.write(data));
  }

  /** The same event under another record key, for compacted topics. */
  public OutgoingEvent keyed(String recordKey) {
    return new OutgoingEvent(
        id, topic, recordKey, type, subject, tenant, sequence, time, traceparent, data);
  }

  /** The same event under an id that the sender derives, for facts that it may come to tell again. */
  public OutgoingEvent withId(UUID derived) {
    return new OutgoingEvent(
        derived, topic, key, type, subject, tenant, sequence, time, traceparent, data);
  }
}
