package dev.missionmesh.searchindexer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents.LogRecorded;
import dev.missionmesh.events.MissionEvents.Queued;
import dev.missionmesh.events.Topics;
import dev.missionmesh.testsupport.TestKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Events from a real broker. */
@QuarkusTest
@QuarkusTestResource(ServiceResources.class)
class EventsTest {
  private static final String TENANT = "events-test";

  private static final KafkaProducer<String, byte[]> PRODUCER =
      new KafkaProducer<>(settings(), new StringSerializer(), new ByteArraySerializer());

  private final String id = UUID.randomUUID().toString();

  @Test
  void aLineThatAMissionPrintedIsFoundWithinTwoSeconds() {
    await().until(() -> !metric("mesh_search_lag").equals("NaN"));
    assertThat(total("needle")).isZero();
    send(Topics.MISSION_EVENTS, EventTypes.MISSION_QUEUED, 1, queued());
    send(Topics.MISSION_LOGS, EventTypes.LOG_RECORDED, 2, log(0, "needle in a hay"));
    send(Topics.MISSION_LOGS, EventTypes.LOG_RECORDED, 3, log(1, "stack\n"));

    await().atMost(Duration.ofSeconds(2)).until(() -> total("\"needle in a haystack\"") == 1);
  }

  @Test
  void aRecordThatCannotBeReadGoesToTheDeadLetterTopicAndTheNextIsIndexed() {
    send(Topics.MISSION_LOGS, EventTypes.LOG_RECORDED, 2, Map.of("attempt", "x"));
    send(Topics.MISSION_LOGS, EventTypes.LOG_RECORDED, 3, log(0, "after the bad one\n"));

    await().until(() -> total("\"after the bad one\"") == 1);
    assertThat(deadLetters()).anyMatch(key -> key.equals(TENANT + "/" + id));
  }

  @Test
  void offsetsOfTheGroupFollowTheIndexAndTheLagEndsAtZero() throws Exception {
    send(Topics.MISSION_EVENTS, EventTypes.MISSION_QUEUED, 1, queued());

    await().until(() -> metric("mesh_search_lag").equals("0.0"));
    try (Admin admin = Admin.create(settings())) {
      await()
          .until(
              () -> {
                Map<TopicPartition, OffsetAndMetadata> offsets =
                    admin
                        .listConsumerGroupOffsets("search-indexer.index")
                        .partitionsToOffsetAndMetadata()
                        .get();
                return offsets.values().stream().anyMatch(o -> o.offset() > 0);
              });
    }
  }

  private int total(String text) {
    return given()
        .auth()
        .oauth2(ServiceResources.token(TENANT, "search:read"))
        .queryParam("q", text)
        .get("/api/v1/search")
        .then()
        .statusCode(200)
        .extract()
        .path("total");
  }

  private static String metric(String name) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("missing");
  }

  private Queued queued() {
    return new Queued(id, "n", "noop", Map.of(), 0, "key:x", "00", null, Facts.AT);
  }

  private LogRecorded log(int chunk, String text) {
    String data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return new LogRecorded(id, 1, chunk, 2 + chunk, "stdout", Facts.AT, data);
  }

  private void send(String topic, String type, long sequence, Object data) {
    String key = TENANT + "/" + id;
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, key, EventJson.write(data));
    header(record, EventHeaders.SPEC_VERSION, "1.0");
    header(record, EventHeaders.ID, UUID.randomUUID().toString());
    header(record, EventHeaders.SOURCE, "mission");
    header(record, EventHeaders.TYPE, type);
    header(record, EventHeaders.TIME, Facts.AT.toString());
    header(record, EventHeaders.SUBJECT, id);
    header(record, EventHeaders.TENANT, TENANT);
    header(record, EventHeaders.SEQUENCE, Long.toString(sequence));
    var _ = PRODUCER.send(record);
    PRODUCER.flush();
  }

  private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> deadLetters() {
    String topic = Topics.deadLetter(Topics.MISSION_LOGS);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<String, Boolean> keys = new HashMap<>();
      await()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> keys.put(r.key(), true));
                return !keys.isEmpty();
              });
      return List.copyOf(keys.keySet());
    }
  }

  private static Map<String, Object> settings() {
    return TestKafka.shared().clientSettings(TestKafka.ADMIN);
  }
}
