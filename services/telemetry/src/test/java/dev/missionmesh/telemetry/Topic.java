package dev.missionmesh.telemetry;

import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.testsupport.TestKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes and reads records as the other services do. */
final class Topic {
  private static final KafkaProducer<String, byte[]> PRODUCER =
      new KafkaProducer<>(
          TestKafka.shared().clientSettings(TestKafka.ADMIN),
          new StringSerializer(),
          new ByteArraySerializer());

  /** Sends an event with a new id, and returns the id. */
  static String send(String topic, String tenant, String type, String subject, Object data) {
    String id = UUID.randomUUID().toString();
    send(record(topic, tenant, id, type, subject, EventJson.write(data)));
    return id;
  }

  static ProducerRecord<String, byte[]> record(
      String topic, String tenant, String id, String type, String subject, byte[] data) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, tenant + "/" + subject, data);
    Map.of(
            EventHeaders.ID, id,
            EventHeaders.TYPE, type,
            EventHeaders.SUBJECT, subject,
            EventHeaders.TENANT, tenant,
            EventHeaders.SEQUENCE, "1",
            EventHeaders.SOURCE, "mission",
            EventHeaders.TIME, "2026-11-21T14:00:00.123456Z")
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  static void send(ProducerRecord<String, byte[]> record) {
    var _ = PRODUCER.send(record);
    PRODUCER.flush();
  }

  static void sendAll(List<ProducerRecord<String, byte[]>> records) {
    for (var record : records) {
      var _ = PRODUCER.send(record);
    }
    PRODUCER.flush();
  }

  /** The values on a topic's first partition. */
  static List<String> values(String topic) {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            TestKafka.shared().clientSettings(TestKafka.ADMIN),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> first = List.of(new TopicPartition(topic, 0));
      consumer.assign(first);
      consumer.seekToBeginning(first);
      List<String> values = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
        values.add(new String(record.value(), StandardCharsets.UTF_8));
      }
      return values;
    }
  }

  private Topic() {}
}
