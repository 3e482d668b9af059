package dev.missionmesh.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.events.TopicRights;
import dev.missionmesh.events.Topics;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** With Strimzi the mesh has the topics and rights that it gives itself elsewhere. */
class KafkaPlanTest {
  private final Rendered rendered = Chart.install("production");

  @Test
  void topicsAreThoseOfTheEventContracts() {
    var topics =
        rendered
            .kind("KafkaTopic")
            .collect(Collectors.toMap(t -> t.at("/spec/topicName").asText(), t -> t.path("spec")));

    assertThat(topics.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Topics.all().stream().flatMap(t -> Stream.of(t.name(), Topics.deadLetter(t.name()))).toList());
    for (Topics.Definition topic : Topics.all()) {
      JsonNode spec = topics.get(topic.name());
      assertThat(spec.path("partitions").asInt()).as(topic.name()).isEqualTo(topic.partitions());
      if (topic.compacted()) {
        assertThat(spec.at("/config/cleanup.policy").asText()).isEqualTo("compact");
      } else {
        assertThat(spec.at("/config/retention.ms").asLong()).as(topic.name()).isEqualTo(topic.retentionMs());
      }
    }
  }

  @Test
  void everyServiceMayWriteAndReadWhatItMayElsewhere() {
    for (TopicRights rights : TopicRights.all()) {
      JsonNode acls = rendered.named("KafkaUser", rights.service() + "-user").at("/spec/authorization/acls");
      var writes = new TreeSet<>(rights.writes());
      rights.reads().forEach(t -> writes.add(Topics.deadLetter(t)));

      assertThat(allowed(acls, "topic", "Write")).as(rights.service()).containsExactlyInAnyOrderElementsOf(writes);
      assertThat(allowed(acls, "topic", "Read")).as(rights.service()).containsExactlyInAnyOrderElementsOf(rights.reads());
      assertThat(allowed(acls, "group", "Read")).isEqualTo(rights.reads().isEmpty() ? List.of() : List.of(rights.service() + "."));
    }
    assertThat(rendered.kind("KafkaUser")).hasSize(TopicRights.all().size());
  }

  @Test
  void aServiceLogsInAsTheUserThatStrimziMakes() {
    for (TopicRights rights : TopicRights.all()) {
      PodTemplate pod = rendered.pods().filter(p -> p.owner().endsWith("-" + rights.service())).findFirst().orElseThrow();
      String login =
          Rendered.items(pod.containers().findFirst().orElseThrow().path("env"))
              .filter(e -> e.path("name").asText().equals("MESH_KAFKA_LOGIN"))
              .map(e -> e.path("value").asText())
              .findFirst()
              .orElseThrow();

      assertThat(rendered.kind("KafkaUser").map(Rendered::name)).contains(login);
      assertThat(login).as("Strimzi makes a Secret of this name").isNotEqualTo(secretOf(pod));
    }
  }

  private static String secretOf(PodTemplate pod) {
    return pod.spec().at("/volumes/0/secret/secretName").asText();
  }

  private static List<String> allowed(JsonNode acls, String kind, String operation) {
    return Rendered.items(acls)
        .filter(a -> a.at("/resource/type").asText().equals(kind) && a.path("operations").toString().contains(operation))
        .map(a -> a.at("/resource/name").asText())
        .toList();
  }
}
