package dev.missionmesh.mission;

import dev.missionmesh.events.Topics;
import dev.missionmesh.messaging.IncomingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service has told the broker so far, each event once. */
final class PublishedFacts {
  private static final List<String> TOPICS =
      List.of(Topics.MISSION_EVENTS, Topics.MISSION_LOGS, Topics.AUDIT);

  /** Types of the events about a subject, in no order. */
  static List<String> ofSubject(String subject) {
    return all().stream()
        .filter(e -> e.subject().equals(subject))
        .map(IncomingEvent::type)
        .toList();
  }

  static List<IncomingEvent> all() {
    List<IncomingEvent> events = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (var consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (String topic : TOPICS) {
        consumer
            .partitionsFor(topic)
            .forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          IncomingEvent event = IncomingEvent.from(record);
          if (seen.add(event.id())) events.add(event);
        }
      }
    }
    return events;
  }

  private static Map<String, Object> settings() {
    Config config = ConfigProvider.getConfig();
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", config.getValue("mesh.kafka.bootstrap", String.class));
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "SCRAM-SHA-512");
    settings.put("sasl.jaas.config", config.getValue("test.kafka-admin", String.class));
    return settings;
  }

  private PublishedFacts() {}
}
