package dev.missionmesh.searchindexer.messaging;

import dev.missionmesh.searchindexer.application.MissionIndex;
import dev.missionmesh.searchindexer.application.Rebuilds;
import dev.missionmesh.searchindexer.domain.Positions.Partition;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Starts each partition where the index stands, whatever the group's offsets say. If the topic no longer holds that place, the index has a
 * gap and is rebuilt. Without a position the group's offset stands: all before it was in an index once, hence in mission's export.
 */
@ApplicationScoped
@Identifier(MissionFactsConsumer.CHANNEL)
class PositionSeeker implements KafkaConsumerRebalanceListener {
  private static final Logger LOG = Logger.getLogger(PositionSeeker.class);

  private final MissionIndex index;
  private final Rebuilds rebuilds;

  PositionSeeker(MissionIndex index, Rebuilds rebuilds) {
    this.index = index;
    this.rebuilds = rebuilds;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
    Map<Partition, Long> positions = index.positions().next();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(assigned);
    Map<TopicPartition, Long> end = consumer.endOffsets(assigned);
    boolean gap = false;
    for (TopicPartition partition : assigned) {
      Long next = positions.get(new Partition(partition.topic(), partition.partition()));
      if (next == null) {
        continue;
      }
      if (next < first.get(partition) || next > end.get(partition)) {
        LOG.warnv("index position is outside of the topic: partition={0} next={1}", partition, next);
        consumer.seek(partition, first.get(partition));
        gap = true;
      } else {
        consumer.seek(partition, next);
      }
    }
    if (gap) {
      rebuilds.byItself("events had expired before they were indexed");
    }
  }
}
