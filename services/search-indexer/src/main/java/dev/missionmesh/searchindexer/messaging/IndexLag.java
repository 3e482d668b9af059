package dev.missionmesh.searchindexer.messaging;

import dev.missionmesh.searchindexer.application.MissionIndex;
import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.searchindexer.domain.Positions.Partition;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Measures how many records the index is behind, and lets the group's offsets follow what has become durable. */
@ApplicationScoped
class IndexLag {
  private static final Logger LOG = Logger.getLogger(IndexLag.class);
  private static final long PERIOD_MS = 500;

  private final MissionIndex index;
  private final KafkaClientService clients;
  private final Vertx vertx;
  private volatile double lag = Double.NaN;

  IndexLag(MissionIndex index, KafkaClientService clients, Vertx vertx, MeterRegistry meters) {
    this.index = index;
    this.clients = clients;
    this.vertx = vertx;
    Gauge.builder("mesh.search.lag", this, l -> l.lag)
        .description("Records that are on the topics and not yet in the index; NaN until known")
        .register(meters);
  }

  void start(@Observes StartupEvent event) {
    index.onDurable(this::commit);
    vertx.setPeriodic(PERIOD_MS, timer -> measure());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return clients.getConsumer(MissionFactsConsumer.CHANNEL);
  }

  private void measure() {
    KafkaConsumer<String, byte[]> consumer = consumer();
    if (consumer != null) {
      consumer
          .runOnPollingThread((Consumer<String, byte[]> c) -> behind(c))
          .subscribe()
          .with(records -> lag = records, failure -> LOG.debugv("lag not measured: {0}", failure.toString()));
    }
  }

  private double behind(Consumer<String, byte[]> consumer) {
    Positions taken = index.positions();
    Set<TopicPartition> assigned = consumer.assignment();
    long sum = 0;
    for (TopicPartition partition : assigned) {
      OptionalLong unread = consumer.currentLag(partition);
      if (unread.isPresent()) {
        long end = consumer.position(partition) + unread.getAsLong();
        Long next = taken.next().get(new Partition(partition.topic(), partition.partition()));
        sum += next == null ? unread.getAsLong() : Math.max(0, end - next);
      }
    }
    return assigned.isEmpty() ? Double.NaN : sum;
  }

  private void commit(Positions durable) {
    KafkaConsumer<String, byte[]> consumer = consumer();
    if (consumer == null) {
      return;
    }
    consumer
        .getAssignments()
        .chain(assigned -> consumer.commitAsync(offsets(durable, assigned)))
        .subscribe()
        .with(done -> {}, failure -> LOG.debugv("offsets not committed: {0}", failure.toString()));
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      Positions durable, Set<TopicPartition> assigned) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    durable
        .next()
        .forEach(
            (partition, next) -> {
              TopicPartition p = new TopicPartition(partition.topic(), partition.number());
              if (assigned.contains(p)) {
                offsets.put(p, new OffsetAndMetadata(next));
              }
            });
    return offsets;
  }
}
