package dev.missionmesh.messaging;

import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.MalformedEvent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it came from the broker.
 *
 * @param data JSON bytes; null for a tombstone
 * @param traceparent W3C trace context, or null
 */
public record IncomingEvent(
    String id,
    String type,
    String subject,
    String tenant,
    long sequence,
    Instant time,
    String source,
    String topic,
    int partition,
    long offset,
    @Nullable String traceparent,
    byte[] data) {

  /**
   * Reads the CloudEvents headers of a record.
   *
   * @throws MalformedEvent if a required attribute is missing or unreadable
   */
  public static IncomingEvent from(ConsumerRecord<String, byte[]> record) {
    try {
      return new IncomingEvent(
          required(record, EventHeaders.ID),
          required(record, EventHeaders.TYPE),
          required(record, EventHeaders.SUBJECT),
          required(record, EventHeaders.TENANT),
          Long.parseLong(required(record, EventHeaders.SEQUENCE)),
          Instant.parse(required(record, EventHeaders.TIME)),
          required(record, EventHeaders.SOURCE),
          record.topic(),
          record.partition(),
          record.offset(),
          header(record, EventHeaders.TRACEPARENT),
          record.value());
    } catch (DateTimeException | NumberFormatException e) {
      throw new MalformedEvent("a CloudEvents attribute cannot be read", e);
    }
  }

  /**
   * The data as one of the records of {@code libs/event-contracts}.
   *
   * @throws MalformedEvent if it is not
   */
  public <T> T dataAs(Class<T> type) {
    if (data == null) {
      throw new MalformedEvent("a tombstone has no data");
    }
    return EventJson.read(data, type);
  }

  private static String required(ConsumerRecord<String, byte[]> record, String name) {
    String value = header(record, name);
    if (value == null) {
      throw new MalformedEvent("header " + name + " is missing");
    }
    return value;
  }

  private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
