package dev.missionmesh.messaging;

import dev.missionmesh.events.EventHeaders;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Sends over one SmallRye channel whose topic is chosen per record; CloudEvents in binary mode. Declare the emitter with {@code
 * @OnOverflow(UNBOUNDED_BUFFER)}, since the relay bounds what is in flight, and the channel with {@code acks=all}, {@code
 * enable.idempotence=true} and {@code delivery.timeout.ms=2147483647}: a record that expires while later ones of its key are
 * delivered would break their order.
 */
public final class EmitterEventSender implements EventSender {
  private static final byte[] SPEC = bytes("1.0");
  private static final byte[] JSON = bytes("application/json");

  private final MutinyEmitter<byte[]> emitter;

  public EmitterEventSender(MutinyEmitter<byte[]> emitter) {
    this.emitter = emitter;
  }

  @Override
  public Uni<Void> send(String source, OutgoingEvent event) {
    RecordHeaders headers = headers(source, event);
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(event.topic())
            .withKey(event.key())
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(Message.of(event.data()).addMetadata(metadata));
  }

  static RecordHeaders headers(String source, OutgoingEvent event) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(EventHeaders.SPEC_VERSION, SPEC);
    headers.add(EventHeaders.ID, bytes(event.id().toString()));
    headers.add(EventHeaders.SOURCE, bytes(source));
    headers.add(EventHeaders.TYPE, bytes(event.type()));
    headers.add(EventHeaders.TIME, bytes(DateTimeFormatter.ISO_INSTANT.format(event.time())));
    headers.add(EventHeaders.SUBJECT, bytes(event.subject()));
    headers.add(EventHeaders.PARTITION_KEY, bytes(event.key()));
    headers.add(EventHeaders.TENANT, bytes(event.tenant().value()));
    headers.add(EventHeaders.SEQUENCE, bytes(Long.toString(event.sequence())));
    headers.add(EventHeaders.CONTENT_TYPE, JSON);
    if (event.traceparent() != null) {
      headers.add(EventHeaders.TRACEPARENT, bytes(event.traceparent()));
    }
    return headers;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
