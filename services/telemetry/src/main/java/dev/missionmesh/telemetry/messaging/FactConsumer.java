package dev.missionmesh.telemetry.messaging;

import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.messaging.DeadLetters;
import dev.missionmesh.telemetry.application.AuditAppender;
import dev.missionmesh.telemetry.domain.Fact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes facts from all topics in batches, one after the other. A batch is acknowledged when it is committed, so a crash brings it
 * again; the log knows what it has.
 */
@ApplicationScoped
public class FactConsumer {
  private static final Logger LOG = Logger.getLogger(FactConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final AuditAppender appender;
  private final DeadLetters deadLetters;
  private final ConsumerLag lag;
  private final Counter appended;
  private final Counter dropped;
  private final Counter setAside;

  FactConsumer(
      AuditAppender appender,
      @Channel("dead-letters") MutinyEmitter<byte[]> deadLetters,
      ConsumerLag lag,
      MeterRegistry registry) {
    this.appender = appender;
    this.deadLetters = new DeadLetters(deadLetters);
    this.lag = lag;
    this.appended = registry.counter("mesh.audit.entries");
    this.dropped = registry.counter("mesh.audit.duplicates");
    this.setAside = registry.counter("mesh.audit.dead.letters");
  }

  /** Completes, and never fails, when every record is in a log, on a dead-letter topic, or no fact. */
  @Incoming("facts")
  public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
    lag.received(records);
    List<Fact> facts = new ArrayList<>(records.count());
    List<ConsumerRecord<String, byte[]>> origins = new ArrayList<>(records.count());
    List<Uni<Void>> bad = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        FactReader.read(record)
            .ifPresent(
                fact -> {
                  facts.add(fact);
                  origins.add(record);
                });
      } catch (MalformedEvent e) {
        bad.add(deadLetter(record, e.getMessage()));
      }
    }
    return appender
        .append(facts, (place, reason) -> deadLetter(origins.get(place), reason))
        .invoke(added -> count(added, facts.size()))
        .chain(() -> inTurn(bad))
        .invoke(() -> lag.processed(records, facts.isEmpty() ? null : facts.getLast().time()));
  }

  private void count(int added, int given) {
    appended.increment(added);
    dropped.increment(given - added);
  }

  private Uni<Void> deadLetter(ConsumerRecord<String, byte[]> record, String reason) {
    return Uni.createFrom()
        .deferred(() -> deadLetters.send(record, reason))
        .onFailure()
        .invoke(e -> LOG.warnf("dead letter not sent, trying again: cause=%s", e))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .invoke(() -> setAside.increment());
  }

  private static Uni<Void> inTurn(List<Uni<Void>> all) {
    return all.isEmpty()
        ? Uni.createFrom().voidItem()
        : Multi.createFrom()
            .iterable(all)
            .onItem()
            .transformToUniAndConcatenate(u -> u)
            .collect()
            .last()
            .replaceWithVoid();
  }
}
