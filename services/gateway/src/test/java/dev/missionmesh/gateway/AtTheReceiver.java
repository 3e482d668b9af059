package dev.missionmesh.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.gateway.messaging.WebhookFactsConsumer;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Base of the tests that stand where webhooks arrive. */
abstract class AtTheReceiver extends AtTheDoor {
  static final String WEBHOOKS = "/api/v1/webhooks";
  private static final AtomicInteger PATHS = new AtomicInteger();
  static Receiver receiver;

  @Inject WebhookFactsConsumer consumer;
  @Inject TestNames names;
  @Inject SentFacts facts;

  @BeforeAll
  static void listen() {
    receiver = Receiver.start();
  }

  @AfterAll
  static void leave() {
    receiver.stop();
  }

  /** A path of the receiver that no other test has. */
  static String path() {
    return "/hook-" + PATHS.incrementAndGet();
  }

  static JsonPath make(String tenant, String url, String... types) {
    return post(tenant, WEBHOOKS, body(url, types)).statusCode(201).extract().jsonPath();
  }

  static String body(String url, String... types) {
    return "{\"url\":\"%s\",\"eventTypes\":[\"%s\"]}".formatted(url, String.join("\",\"", types));
  }

  /** Hands the gateway the fact that a mission of a tenant has finished; answers the message's id. */
  String missionFinished(String tenant) {
    UUID event = UUID.randomUUID();
    hand(record(event, tenant, EventTypes.MISSION_FINISHED, finished(UUID.randomUUID().toString())));
    return messageId(event);
  }

  static String messageId(UUID event) {
    return "msg_" + event.toString().replace("-", "");
  }

  static MissionEvents.Finished finished(String mission) {
    Instant now = Instant.now();
    return new MissionEvents.Finished(
        mission, "secret name", "succeeded", "exited 0", Map.of(), 1, "node-1", "exited", 0, "0f".repeat(32),
        "PRINTED", "PRINTED", 1, null, null, null, now, now, now);
  }

  static ConsumerRecord<String, byte[]> record(UUID event, String tenant, String type, Object data) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>("mesh.mission.events", 0, 0, "k", data == null ? null : EventJson.write(data));
    Map.of(
            EventHeaders.ID, event.toString(),
            EventHeaders.TYPE, type,
            EventHeaders.SUBJECT, "s",
            EventHeaders.TENANT, tenant,
            EventHeaders.SEQUENCE, "1",
            EventHeaders.TIME, Instant.now().toString(),
            EventHeaders.SOURCE, "/test")
        .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  @SafeVarargs
  final void hand(ConsumerRecord<String, byte[]>... records) {
    consumer
        .consume(
            new ConsumerRecords<>(
                Map.of(new TopicPartition("mesh.mission.events", 0), List.of(records)), Map.of()))
        .await()
        .atMost(Duration.ofSeconds(10));
  }

  /** The message once it has arrived. */
  static Receiver.Received arrived(String path, String messageId) {
    return await()
        .until(
            () -> receiver.at(path).stream().filter(m -> m.id().equals(messageId)).findFirst(),
            java.util.Optional::isPresent)
        .get();
  }

  static boolean verifies(Receiver.Received message, String secret) {
    try {
      new Webhook(secret).verify(message.body(), message.headers());
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  static JsonPath delivery(String tenant, String webhook, String messageId) {
    JsonPath log =
        as(tenant).get(WEBHOOKS + "/" + webhook + "/deliveries?limit=200").then().statusCode(200).extract().jsonPath();
    assertThat(log.<List<String>>get("items.messageId")).contains(messageId);
    return log.setRootPath("items.find { it.messageId == '" + messageId + "' }");
  }

  static void awaitState(String tenant, String webhook, String messageId, String state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(delivery(tenant, webhook, messageId).getString("state")).isEqualTo(state));
  }

  static void sql(String statement, Object... values) {
    try (Connection connection =
            DriverManager.getConnection(
                setting("test.jdbc.url") + "&password=" + setting("test.jdbc.password"));
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      assertThat(prepared.executeUpdate()).isPositive();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
