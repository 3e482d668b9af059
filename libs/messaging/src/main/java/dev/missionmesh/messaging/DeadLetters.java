package dev.missionmesh.messaging;

import dev.missionmesh.events.Topics;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Moves records that can never be processed to {@code <topic>.dlq}, whole, with the reason and where they stood. */
public final class DeadLetters {
  public static final String REASON = "dlq-reason";
  public static final String ORIGIN = "dlq-origin";

  private final MutinyEmitter<byte[]> emitter;

  public DeadLetters(MutinyEmitter<byte[]> emitter) {
    this.emitter = emitter;
  }

  /** Completes when the broker has the record. */
  public Uni<Void> send(ConsumerRecord<String, byte[]> record, String reason) {
    RecordHeaders headers = new RecordHeaders(record.headers().toArray());
    headers.add(REASON, reason.getBytes(StandardCharsets.UTF_8));
    String origin = record.topic() + "-" + record.partition() + "@" + record.offset();
    headers.add(ORIGIN, origin.getBytes(StandardCharsets.UTF_8));
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withTopic(Topics.deadLetter(record.topic()))
            .withKey(record.key())
            .withHeaders(headers)
            .build();
    return emitter.sendMessage(Message.of(record.value()).addMetadata(metadata));
  }
}
