package dev.missionmesh.kafkaplan;

import dev.missionmesh.events.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;

/** Every topic of the mesh with its dead-letter companion. */
public final class TopicPlan {
  private static final long DEAD_LETTER_DAYS_MS = 30L * 24 * 60 * 60 * 1000;

  /**
   * What a broker has to have.
   *
   * @param replicas copies of each record
   */
  public static List<NewTopic> topics(short replicas) {
    return Topics.all().stream().flatMap(t -> Stream.of(topic(t, replicas), deadLetter(t, replicas))).toList();
  }

  private static NewTopic topic(Topics.Definition t, short replicas) {
    var settings =
        t.compacted()
            ? Map.of("cleanup.policy", "compact")
            : Map.of("retention.ms", Long.toString(t.retentionMs()));
    return new NewTopic(t.name(), t.partitions(), replicas).configs(settings);
  }

  private static NewTopic deadLetter(Topics.Definition t, short replicas) {
    return new NewTopic(Topics.deadLetter(t.name()), 1, replicas)
        .configs(Map.of("retention.ms", Long.toString(DEAD_LETTER_DAYS_MS)));
  }

  private TopicPlan() {}
}
