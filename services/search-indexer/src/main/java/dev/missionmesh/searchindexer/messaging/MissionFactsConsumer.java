package dev.missionmesh.searchindexer.messaging;

import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.messaging.DeadLetters;
import dev.missionmesh.messaging.IncomingEvent;
import dev.missionmesh.searchindexer.application.MissionIndex;
import dev.missionmesh.searchindexer.domain.Fact;
import dev.missionmesh.searchindexer.domain.Positions;
import dev.missionmesh.searchindexer.domain.Positions.Partition;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes batches of mission events and logs into the index. A record that can never be indexed goes to its dead-letter topic. */
@ApplicationScoped
class MissionFactsConsumer {
  private static final Logger LOG = Logger.getLogger(MissionFactsConsumer.class);
  static final String CHANNEL = "mission-facts";

  private final MissionIndex index;
  private final DeadLetters deadLetters;

  MissionFactsConsumer(
      MissionIndex index, @Channel("dead-letters") MutinyEmitter<byte[]> deadLetters) {
    this.index = index;
    this.deadLetters = new DeadLetters(deadLetters);
  }

  private record Read(ConsumerRecord<String, byte[]> record, Fact fact) {}

  private record Bad(ConsumerRecord<String, byte[]> record, String reason) {}

  /** Completes when the index has the whole batch, or the dead-letter topic what of it is bad. */
  @Incoming(CHANNEL)
  Uni<Void> take(ConsumerRecords<String, byte[]> records) {
    List<Read> good = new ArrayList<>(records.count());
    List<Bad> bad = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        Optional<Fact> fact = FactReader.read(IncomingEvent.from(record));
        fact.ifPresent(f -> good.add(new Read(record, f)));
      } catch (MalformedEvent e) {
        bad.add(new Bad(record, e.getMessage()));
      }
    }
    Positions behind = behind(records);
    return each(bad, b -> bury(b.record, b.reason))
        .chain(() -> index.apply(good.stream().map(Read::fact).toList(), behind))
        .onFailure(IllegalArgumentException.class)
        .recoverWithUni(() -> oneByOne(good, behind));
  }

  private Uni<Void> oneByOne(List<Read> reads, Positions behind) {
    return each(
            reads,
            read ->
                index
                    .apply(List.of(read.fact), Positions.NONE)
                    .onFailure(IllegalArgumentException.class)
                    .recoverWithUni(e -> bury(read.record, "cannot be indexed: " + e.getMessage())))
        .chain(() -> index.apply(List.of(), behind));
  }

  private Uni<Void> bury(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.warnv(
        "record to dead letters: topic={0} partition={1} offset={2} reason={3}",
        record.topic(), record.partition(), record.offset(), reason);
    return Uni.createFrom()
        .deferred(() -> deadLetters.send(record, reason))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(10))
        .indefinitely();
  }

  private static <T> Uni<Void> each(
      List<T> items, java.util.function.Function<T, Uni<Void>> work) {
    if (items.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(work::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Positions behind(ConsumerRecords<String, byte[]> records) {
    Map<Partition, Long> next = new HashMap<>();
    records
        .partitions()
        .forEach(
            p ->
                next.put(
                    new Partition(p.topic(), p.partition()),
                    records.records(p).getLast().offset() + 1));
    return new Positions(next);
  }
}
