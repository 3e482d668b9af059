package dev.missionmesh.gateway.messaging;

import dev.missionmesh.events.EventHeaders;
import dev.missionmesh.events.MalformedEvent;
import dev.missionmesh.gateway.application.webhook.Deliverer;
import dev.missionmesh.gateway.application.webhook.MessageStore;
import dev.missionmesh.gateway.application.webhook.WebhookMessage;
import dev.missionmesh.gateway.domain.webhook.EventName;
import dev.missionmesh.messaging.DeadLetters;
import dev.missionmesh.messaging.IncomingEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Takes facts in batches, one after the other, and keeps those that webhooks want. What they want is
 * asked of the database for each batch, so that a webhook made a moment ago at another replica
 * misses nothing; records that nobody wants are not even read. A batch is acknowledged once what it
 * leads to is committed.
 */
@ApplicationScoped
public class WebhookFactsConsumer {
  private static final Logger LOG = Logger.getLogger(WebhookFactsConsumer.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final MessageStore messages;
  private final Deliverer deliverer;
  private final DeadLetters deadLetters;

  WebhookFactsConsumer(
      MessageStore messages,
      Deliverer deliverer,
      @Channel("dead-letters") MutinyEmitter<byte[]> deadLetters) {
    this.messages = messages;
    this.deliverer = deliverer;
    this.deadLetters = new DeadLetters(deadLetters);
  }

  /** Completes, and never fails, when every message that a webhook wants is in the queue. */
  @Incoming("facts")
  public Uni<Void> consume(ConsumerRecords<String, byte[]> records) {
    List<Candidate> candidates = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      EventName name = WebhookTranslation.NAMES.get(header(record, EventHeaders.TYPE));
      if (name != null) {
        candidates.add(new Candidate(record, header(record, EventHeaders.TENANT), name));
      }
    }
    if (candidates.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Set<String> tenants = candidates.stream().map(Candidate::tenant).collect(Collectors.toSet());
    return untilDone("what is wanted", () -> messages.wishes(tenants))
        .chain(wishes -> take(candidates, wishes));
  }

  /** A record that may be wanted; only its headers have been read. */
  private record Candidate(ConsumerRecord<String, byte[]> record, String tenant, EventName name) {
    boolean isIn(Set<MessageStore.Wish> wishes) {
      return wishes.contains(new MessageStore.Wish(tenant, name.label()));
    }
  }

  private Uni<Void> take(List<Candidate> candidates, Set<MessageStore.Wish> wishes) {
    List<WebhookMessage> wanted = new ArrayList<>();
    List<Uni<Void>> bad = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (!candidate.isIn(wishes)) {
        continue;
      }
      ConsumerRecord<String, byte[]> record = candidate.record();
      try {
        wanted.add(WebhookTranslation.message(IncomingEvent.from(record)));
      } catch (MalformedEvent e) {
        bad.add(untilDone("a dead letter", () -> deadLetters.send(record, e.getMessage())));
      }
    }
    return keep(wanted).chain(() -> inTurn(bad));
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private Uni<Void> keep(List<WebhookMessage> wanted) {
    return wanted.isEmpty()
        ? Uni.createFrom().voidItem()
        : untilDone("a message", () -> messages.add(wanted))
            .invoke(this::wakeIf)
            .replaceWithVoid();
  }

  private void wakeIf(int queued) {
    if (queued > 0) {
      deliverer.wake();
    }
  }

  private static <T> Uni<T> untilDone(String what, Supplier<Uni<? extends T>> work) {
    return Uni.createFrom()
        .<T>deferred(work)
        .onFailure()
        .invoke(e -> LOG.warnf("%s for webhooks waits: cause=%s", what, e))
        .onFailure()
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely();
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
