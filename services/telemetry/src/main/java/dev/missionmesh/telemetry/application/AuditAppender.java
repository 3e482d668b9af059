package dev.missionmesh.telemetry.application;

import dev.missionmesh.telemetry.domain.Fact;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Appends batches until they are in: an outage lasts as long as it lasts, and only a fact that can never be stored is set aside. */
@ApplicationScoped
public class AuditAppender {
  private static final Logger LOG = Logger.getLogger(AuditAppender.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final AuditStore store;

  AuditAppender(AuditStore store) {
    this.store = store;
  }

  /**
   * Appends facts in order.
   *
   * @param setAside takes the place in the list of a fact that the store refuses, and why; appending goes on when it completes
   * @return how many entries were added; never fails
   */
  public Uni<Integer> append(List<Fact> facts, BiFunction<Integer, String, Uni<Void>> setAside) {
    return facts.isEmpty() ? Uni.createFrom().item(0) : append(facts, 0, setAside);
  }

  private Uni<Integer> append(
      List<Fact> facts, int offset, BiFunction<Integer, String, Uni<Void>> setAside) {
    return Uni.createFrom()
        .deferred(() -> store.append(facts))
        .onFailure(AuditAppender::mayPass)
        .invoke(e -> LOG.warnf("append failed, trying again: facts=%d cause=%s", facts.size(), e))
        .onFailure(AuditAppender::mayPass)
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .onFailure(UnstorableFact.class)
        .recoverWithUni(e -> divide(facts, offset, setAside, e.getMessage()));
  }

  /** One bad fact must not hold the others back: halves find it in a few steps. */
  private Uni<Integer> divide(
      List<Fact> facts,
      int offset,
      BiFunction<Integer, String, Uni<Void>> setAside,
      String reason) {
    if (facts.size() == 1) {
      LOG.errorf("fact set aside: eventId=%s reason=%s", facts.getFirst().id(), reason);
      return setAside.apply(offset, reason).replaceWith(0);
    }
    int middle = facts.size() / 2;
    return append(facts.subList(0, middle), offset, setAside)
        .chain(
            first ->
                append(facts.subList(middle, facts.size()), offset + middle, setAside)
                    .map(second -> first + second));
  }

  private static boolean mayPass(Throwable failure) {
    return !(failure instanceof UnstorableFact);
  }
}
