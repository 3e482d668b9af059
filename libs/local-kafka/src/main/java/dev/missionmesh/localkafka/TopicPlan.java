package dev.missionmesh.localkafka;

import dev.missionmesh.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** Every topic of the mesh with its dead-letter companion. */
final class TopicPlan {
  private static final short REPLICAS = 1;
  private static final long DEAD_LETTER_DAYS_MS = 30L * 24 * 60 * 60 * 1000;

  static List<NewTopic> topics() {
    return Topics.all().stream().flatMap(t -> Stream.of(topic(t), deadLetter(t))).toList();
  }

  private static NewTopic topic(Topics.Definition t) {
    var settings =
        t.compacted()
            ? Map.of("cleanup.policy", "compact")
            : Map.of("retention.ms", Long.toString(t.retentionMs()));
    return new NewTopic(t.name(), t.partitions(), REPLICAS).configs(settings);
  }

  private static NewTopic deadLetter(Topics.Definition t) {
    return new NewTopic(Topics.deadLetter(t.name()), 1, REPLICAS)
        .configs(Map.of("retention.ms", Long.toString(DEAD_LETTER_DAYS_MS)));
  }

  private TopicPlan() {}
}
