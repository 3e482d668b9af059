package dev.missionmesh.gateway.application.webhook;

import dev.missionmesh.gateway.application.Publication;
import dev.missionmesh.gateway.domain.webhook.Attempt;
import dev.missionmesh.gateway.domain.webhook.Circuits;
import dev.missionmesh.gateway.domain.webhook.Outcome;
import dev.missionmesh.gateway.domain.webhook.Places;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Delivers what is due. Each attempt is claimed in the database first, for the time of a lease: of
 * two replicas only one makes it, and if that one dies, the other does once the lease has ended. All
 * state of this class is touched by one thread, the {@code loop}.
 */
public final class Deliverer {
  private static final Logger LOG = Logger.getLogger(Deliverer.class);

  private final DeliveryQueue queue;
  private final Courier courier;
  private final SecretSeal seal;
  private final WebhookTerms terms;
  private final Places places;
  private final Circuits circuits;
  private final DeliveryObserver observer;
  private final Publication publication;
  private final Clock clock;
  private final Executor loop;
  private final RandomGenerator random = RandomGenerator.getDefault();

  private boolean stopped;
  private boolean busy;
  private boolean again;

  public Deliverer(
      DeliveryQueue queue,
      Courier courier,
      SecretSeal seal,
      WebhookTerms terms,
      Places places,
      Circuits circuits,
      DeliveryObserver observer,
      Publication publication,
      Clock clock,
      Executor loop) {
    this.queue = queue;
    this.courier = courier;
    this.seal = seal;
    this.terms = terms;
    this.places = places;
    this.circuits = circuits;
    this.observer = observer;
    this.publication = publication;
    this.clock = clock;
    this.loop = loop;
  }

  /** Says that something may be due; cheap, from any thread, as often as wanted. */
  public void wake() {
    loop.execute(this::round);
  }

  /** Begins nothing more; what is under way ends. */
  public void stop() {
    loop.execute(() -> stopped = true);
  }

  private void round() {
    if (stopped || places.free() == 0) {
      return;
    }
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    queue
        .due(places.free(), terms.perWebhook(), places.fullWebhooks(), places.fullTenants())
        .emitOn(loop)
        .map(this::takePlaces)
        .chain(this::claim)
        .emitOn(loop)
        .subscribe()
        .with(this::begin, this::failed);
  }

  private List<DeliveryQueue.Key> takePlaces(List<DeliveryQueue.Key> due) {
    return due.stream().filter(key -> places.take(key.tenant(), key.webhook())).toList();
  }

  private Uni<List<DeliveryQueue.Claimed>> claim(List<DeliveryQueue.Key> taken) {
    if (taken.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return queue
        .claim(taken, terms.lease())
        .onItemOrFailure()
        .invoke((claimed, failure) -> loop.execute(() -> giveBack(taken, claimed)));
  }

  private void giveBack(List<DeliveryQueue.Key> taken, List<DeliveryQueue.Claimed> claimed) {
    Set<DeliveryQueue.Key> kept = new HashSet<>();
    if (claimed != null) {
      claimed.forEach(one -> kept.add(one.key()));
    }
    taken.stream().filter(key -> !kept.contains(key)).forEach(this::giveBack);
  }

  private void giveBack(DeliveryQueue.Key key) {
    places.giveBack(key.tenant(), key.webhook());
  }

  private void begin(List<DeliveryQueue.Claimed> claimed) {
    busy = false;
    claimed.forEach(this::deliver);
    if (again || !claimed.isEmpty()) {
      round();
    }
  }

  private void failed(Throwable e) {
    busy = false;
    LOG.warnf("webhooks wait: cause=%s", e);
  }

  private void deliver(DeliveryQueue.Claimed claimed) {
    attempt(claimed)
        .emitOn(loop)
        .invoke(attempt -> note(claimed, attempt))
        .chain(attempt -> finish(claimed, attempt))
        .emitOn(loop)
        .subscribe()
        .with(done -> ended(claimed), e -> lost(claimed, e));
  }

  private Uni<Attempt> attempt(DeliveryQueue.Claimed claimed) {
    DeliveryQueue.Key key = claimed.key();
    List<SigningSecret> secrets;
    try {
      secrets =
          claimed.secrets().stream()
              .map(held -> seal.open(key.tenant(), key.webhook(), held))
              .toList();
    } catch (IllegalStateException e) {
      LOG.errorf("a webhook's message cannot be signed: tenant=%s webhook=%s", key.tenant(), key.webhook());
      return Uni.createFrom()
          .item(Attempt.unanswered(Outcome.UNSIGNABLE, clock.instant(), Duration.ZERO));
    }
    return courier.send(claimed.url(), key.messageId(), claimed.payload(), secrets);
  }

  private void note(DeliveryQueue.Claimed claimed, Attempt attempt) {
    observer.attempted(attempt.outcome());
    if (attempt.outcome().isSuccess()) {
      circuits.succeeded(claimed.key().webhook());
    } else {
      circuits.failed(claimed.key().webhook());
    }
  }

  private Uni<Boolean> finish(DeliveryQueue.Claimed claimed, Attempt attempt) {
    Duration pause = pause(claimed, attempt);
    return Uni.createFrom()
        .deferred(() -> queue.finish(claimed, attempt, pause, terms.failingFor()))
        .onFailure()
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
        .atMost(3)
        .invoke(this::noteDisabled);
  }

  private Duration pause(DeliveryQueue.Claimed claimed, Attempt attempt) {
    if (attempt.outcome().isSuccess() || attempt.outcome() == Outcome.GONE) {
      return null;
    }
    Duration pause =
        terms.schedule().after(claimed.tries() + 1, attempt.retryAfter(), random).orElse(null);
    if (pause == null) {
      observer.exhausted();
    }
    return pause;
  }

  private void noteDisabled(boolean disabled) {
    if (disabled) {
      observer.disabled();
      publication.wake();
    }
  }

  private void ended(DeliveryQueue.Claimed claimed) {
    giveBack(claimed.key());
    round();
  }

  /** What was sent may be sent again once its lease has ended. */
  private void lost(DeliveryQueue.Claimed claimed, Throwable e) {
    LOG.warnf("an attempt could not be written down: message=%s cause=%s", claimed.key().messageId(), e);
    giveBack(claimed.key());
  }
}
