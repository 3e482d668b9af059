package dev.missionmesh.clustersetup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.TopicRights;
import dev.missionmesh.events.Topics;
import dev.missionmesh.testsupport.TestKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaCommandTest {
  private static final TestKafka KAFKA = TestKafka.shared();
  @TempDir Path folder;

  @Test
  void topicsUsersAndRightsAreThereAfterwardsHoweverOftenItRuns() throws Exception {
    KafkaCommand command = command();

    assertThat(command.call()).isZero();
    assertThat(command.call()).isZero();

    try (Admin admin = Admin.create(KAFKA.clientSettings(TestKafka.ADMIN))) {
      assertThat(admin.listTopics().names().get()).contains(Topics.AUDIT, Topics.deadLetter(Topics.AUDIT));
      assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
          .extracting(b -> b.entry().principal())
          .contains("User:mission", "User:mission_b", "User:sandbox-runtime");
    }
    try (Admin mission = Admin.create(KAFKA.clientSettings("mission"))) {
      assertThat(mission.listTopics().names().get()).contains(Topics.MISSION_EVENTS).doesNotContain(Topics.NODE_EVENTS);
    }
  }

  private KafkaCommand command() throws Exception {
    var passwords = new StringBuilder();
    TopicRights.all().forEach(r -> passwords.append(r.service()).append('=').append(KAFKA.password(r.service())).append('\n'));
    Files.writeString(folder.resolve("username"), TestKafka.ADMIN);
    Files.writeString(folder.resolve("password"), KAFKA.password(TestKafka.ADMIN));
    var command = new KafkaCommand();
    command.bootstrap = KAFKA.bootstrap();
    command.securityProtocol = "SASL_PLAINTEXT";
    command.replicas = 1;
    command.passwords = Files.writeString(folder.resolve("kafka.properties"), passwords);
    command.admin = folder;
    return command;
  }
}
