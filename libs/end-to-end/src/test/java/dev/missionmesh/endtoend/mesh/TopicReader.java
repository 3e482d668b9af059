package dev.missionmesh.endtoend.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.EventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads a topic from its beginning to the end it has now. */
public final class TopicReader {
  /** An event as first seen on the topic. */
  public record Seen(String id, String type, String subject, long sequence, byte[] data) {}

  /** The events of a tenant by id, in the order of their first appearance; repetitions of an id are dropped. */
  public static Map<String, Seen> distinct(RunningMesh mesh, String topic, String tenant) {
    Map<String, Seen> seen = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : all(mesh, topic)) {
      if (tenant.equals(header(record, EventHeaders.TENANT))) {
        String id = header(record, EventHeaders.ID);
        seen.putIfAbsent(
            id,
            new Seen(
                id,
                header(record, EventHeaders.TYPE),
                header(record, EventHeaders.SUBJECT),
                Long.parseLong(header(record, EventHeaders.SEQUENCE)),
                record.value()));
      }
    }
    return seen;
  }

  /** Fails unless each aggregate's sequence rises from event to event. */
  public static void assertOrdered(Collection<Seen> events) {
    Map<String, Long> last = new HashMap<>();
    for (Seen event : events) {
      Long before = last.put(event.subject(), event.sequence());
      assertThat(before == null || before < event.sequence()).as("order of " + event.subject()).isTrue();
    }
  }

  public static List<ConsumerRecord<String, byte[]>> all(RunningMesh mesh, String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(mesh.kafkaProperties())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }

  private TopicReader() {}
}
