package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.domain.Erasure;
import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.TenantId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Erases subjects' data in the background, page by page; whatever is not finished goes on after a restart. */
@ApplicationScoped
public class Erasures {
  private static final Logger LOG = Logger.getLogger(Erasures.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String SELF = "self";

  private final ErasureStore store;
  private Cancellable working = () -> {};

  Erasures(ErasureStore store) {
    this.store = store;
  }

  /** Has the data of a subject erased from a log; the answer comes at once, the work follows. */
  public Uni<Erasure> request(TenantId log, String subject, Principal by) {
    String who = new SubjectMatch(subject).names().contains(by.subject()) ? SELF : by.subject();
    return store.request(log, subject, who);
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
                        .invoke(e -> LOG.warnf("erasures wait: %s", e.getMessage()))
                        .onFailure()
                        .recoverWithNull())
            .subscribe()
            .with(done -> {});
  }

  private Uni<Void> round() {
    return store
        .running()
        .onItem()
        .transformToMulti(running -> Multi.createFrom().iterable(running))
        .onItem()
        .transformToUniAndConcatenate(this::finish)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> finish(Erasure erasure) {
    return Multi.createBy()
        .repeating()
        .uni(() -> store.step(erasure))
        .whilst(after -> after.map(Erasure::running).orElse(false))
        .collect()
        .last()
        .replaceWithVoid();
  }

  @PreDestroy
  void stop() {
    working.cancel();
  }
}
