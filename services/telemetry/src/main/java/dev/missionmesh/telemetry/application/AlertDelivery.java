package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.application.AlertStore.Delivery;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Sends alerts along their roads until they arrive; after three days it gives up and says so. */
@ApplicationScoped
public class AlertDelivery {
  private static final Logger LOG = Logger.getLogger(AlertDelivery.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final int AT_ONCE = 20;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6));
  private static final int MOST_ATTEMPTS = PAUSES.size() + 10;

  private final AlertStore store;
  private final Map<String, AlertRoad> roads = new HashMap<>();
  private Cancellable working = () -> {};

  AlertDelivery(AlertStore store, @Any Instance<AlertRoad> roads) {
    this.store = store;
    roads.forEach(road -> this.roads.put(road.name(), road));
  }

  void onStart(@Observes StartupEvent event) {
    working =
        Multi.createFrom()
            .ticks()
            .every(PERIOD)
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(
                tick ->
                    round()
                        .onFailure()
                        .invoke(e -> LOG.debugf("alerts wait: %s", e.getMessage()))
                        .onFailure()
                        .recoverWithNull())
            .subscribe()
            .with(done -> {});
  }

  private Uni<Void> round() {
    return store
        .takeDue(AT_ONCE)
        .chain(
            due ->
                due.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join().all(due.stream().map(this::deliver).toList()).andCollectFailures())
        .replaceWithVoid();
  }

  private Uni<Void> deliver(Delivery delivery) {
    return roads
        .get(delivery.road())
        .deliver(delivery.alert().id().toString(), AlertMessage.of(delivery.alert()))
        .chain(() -> store.done(delivery))
        .onFailure()
        .recoverWithUni(e -> failed(delivery, e));
  }

  private Uni<Void> failed(Delivery delivery, Throwable cause) {
    String id = delivery.alert().id().toString();
    if (delivery.attempts() >= MOST_ATTEMPTS) {
      LOG.errorf("alert given up: alert=%s road=%s cause=%s", id, delivery.road(), cause);
      return store.done(delivery);
    }
    LOG.warnf("alert not delivered: alert=%s road=%s cause=%s", id, delivery.road(), cause);
    return store.postpone(delivery, pause(delivery.attempts()));
  }

  /** With a tenth of chance, so that many do not come at once. */
  private static Duration pause(int attempts) {
    Duration pause = PAUSES.get(Math.min(attempts, PAUSES.size()) - 1);
    return pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 10));
  }

  @PreDestroy
  void stop() {
    working.cancel();
  }
}
