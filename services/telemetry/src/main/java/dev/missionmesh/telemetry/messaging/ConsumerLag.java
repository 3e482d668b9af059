package dev.missionmesh.telemetry.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the audit log is behind the topics: {@code mesh_audit_lag} in records, {@code mesh_audit_lag_seconds} as the age of the
 * newest fact in the log while there are more to come. NaN until the consumer has its partitions.
 */
@ApplicationScoped
public class ConsumerLag {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final KafkaClientService clients;
  private final Map<TopicPartition, Long> done = new ConcurrentHashMap<>();
  private volatile double records = Double.NaN;
  private volatile Instant newest = Instant.now();
  private Cancellable measuring = () -> {};

  ConsumerLag(KafkaClientService clients, MeterRegistry registry) {
    this.clients = clients;
    Gauge.builder("mesh.audit.lag", this, lag -> lag.records)
        .description("Records that are on the topics and not yet in the audit log")
        .register(registry);
    Gauge.builder("mesh.audit.lag.seconds", this, ConsumerLag::seconds)
        .description("Age of the newest fact in the audit log while more are to come, else 0")
        .register(registry);
  }

  void onStart(@Observes StartupEvent event) {
    measuring =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> measure())
            .subscribe()
            .with(measured -> records = measured);
  }

  @PreDestroy
  void stop() {
    measuring.cancel();
  }

  void received(ConsumerRecords<String, byte[]> batch) {
    for (TopicPartition partition : batch.partitions()) {
      done.putIfAbsent(partition, batch.records(partition).getFirst().offset());
    }
  }

  void processed(ConsumerRecords<String, byte[]> batch, Instant time) {
    for (TopicPartition partition : batch.partitions()) {
      ConsumerRecord<String, byte[]> last = batch.records(partition).getLast();
      done.put(partition, last.offset() + 1);
    }
    if (time != null) {
      newest = time;
    }
  }

  private double seconds() {
    double behind = records;
    return behind > 0 ? Duration.between(newest, Instant.now()).toMillis() / 1000.0 : behind;
  }

  private Uni<Double> measure() {
    KafkaConsumer<String, byte[]> consumer = clients.getConsumer("facts");
    return consumer == null
        ? Uni.createFrom().item(Double.NaN)
        : consumer.runOnPollingThread(this::behind).onFailure().recoverWithItem(Double.NaN);
  }

  /** Everything needed is known to the client already: nothing is asked of the broker. */
  private double behind(Consumer<String, byte[]> consumer) {
    if (consumer.assignment().isEmpty()) {
      return Double.NaN;
    }
    long sum = 0;
    for (TopicPartition partition : consumer.assignment()) {
      var notPolled = consumer.currentLag(partition);
      if (notPolled.isPresent()) {
        long position = consumer.position(partition);
        sum +=
            notPolled.getAsLong()
                + position
                - Math.min(position, done.getOrDefault(partition, position));
      }
    }
    return sum;
  }
}
