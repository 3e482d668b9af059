package dev.missionmesh.kafkaplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.TopicRights;
import dev.missionmesh.events.Topics;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessPlanTest {
  @Test
  void aNodeWritesNodeEventsAndNothingElse() {
    assertThat(AccessPlan.bindings())
        .filteredOn(b -> b.entry().principal().equals("User:sandbox-runtime"))
        .singleElement()
        .satisfies(
            b -> {
              assertThat(b.pattern().name()).isEqualTo(Topics.NODE_EVENTS);
              assertThat(b.entry().operation()).isEqualTo(AclOperation.WRITE);
            });
  }

  @Test
  void aServicesSecondUserMayWhatTheFirstMayAndNothingElse() {
    for (TopicRights rights : TopicRights.all()) {
      assertThat(topics(rights.service() + "_b", AclOperation.READ)).isEqualTo(topics(rights.service(), AclOperation.READ));
      assertThat(topics(rights.service() + "_b", AclOperation.WRITE)).isEqualTo(topics(rights.service(), AclOperation.WRITE));
    }
    assertThat(AccessPlan.bindings()).extracting(b -> b.entry().principal().replace("_b", "")).containsOnly(
        TopicRights.all().stream().map(r -> "User:" + r.service()).toArray(String[]::new));
  }

  @Test
  void telemetryReadsEveryTopicButTheLogs() {
    assertThat(topics("telemetry", AclOperation.READ))
        .doesNotContain(Topics.MISSION_LOGS)
        .hasSize(Topics.all().size() - 1);
  }

  @Test
  void whoeverReadsATopicMayWriteItsDeadLetters() {
    for (TopicRights rights : TopicRights.all()) {
      assertThat(topics(rights.service(), AclOperation.WRITE))
          .containsAll(rights.reads().stream().map(Topics::deadLetter).toList());
    }
  }

  @Test
  void everyTopicIsWrittenByItsProducer() {
    for (Topics.Definition topic : Topics.all()) {
      assertThat(topics(topic.producer(), AclOperation.WRITE)).contains(topic.name());
    }
  }

  @Test
  void everyTopicHasADeadLetterCompanionKeptThirtyDays() {
    var companions =
        TopicPlan.topics((short) 1).stream().filter(t -> t.name().endsWith(".dlq")).toList();
    assertThat(companions)
        .hasSize(Topics.all().size())
        .allMatch(t -> t.configs().get("retention.ms").equals("2592000000"));
  }

  private static Set<String> topics(String service, AclOperation operation) {
    return AccessPlan.bindings().stream()
        .filter(b -> b.pattern().resourceType() == ResourceType.TOPIC)
        .filter(b -> b.entry().principal().equals("User:" + service))
        .filter(b -> b.entry().operation() == operation)
        .map(AclBinding::pattern)
        .map(pattern -> pattern.name())
        .collect(Collectors.toSet());
  }
}
