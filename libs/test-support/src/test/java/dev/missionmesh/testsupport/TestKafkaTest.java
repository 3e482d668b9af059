package dev.missionmesh.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class TestKafkaTest {
  private final TestKafka kafka = TestKafka.shared();

  @Test
  void everyTopicHasItsDeadLetterCompanion() throws Exception {
    try (Admin admin = Admin.create(kafka.clientSettings(TestKafka.ADMIN))) {
      var names = admin.listTopics().names().get();
      assertThat(names).contains("mesh.mission.events", "mesh.mission.events.dlq", "mesh.audit");
    }
  }

  @Test
  void aNodeWritesNodeEvents() throws Exception {
    send("sandbox-runtime", kafka.password("sandbox-runtime"), "mesh.node.events");
  }

  @Test
  void aNodeWritesNothingElse() {
    for (String topic : new String[] {"mesh.audit", "mesh.mission.events", "mesh.usage"}) {
      assertThatThrownBy(() -> send("sandbox-runtime", kafka.password("sandbox-runtime"), topic))
          .isInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(() -> send("mission", "wrong", "mesh.mission.events"))
        .isInstanceOf(SaslAuthenticationException.class);
  }

  private void send(String user, String password, String topic) throws Exception {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings(user));
    settings.computeIfPresent(
        "sasl.jaas.config", (k, v) -> v.toString().replace(kafka.password(user), password));
    settings.put("max.block.ms", "10000");
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }
}
