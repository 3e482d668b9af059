package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/** Replays dead letters or lays them to rest. */
@ApplicationScoped
public class DeadLetterDesk {
  private final DeadLetterStore store;
  private final LeaseDesk leases;
  private final MissionSignals signals;
  private final Wakeups wakeups;
  private final Clock clock;

  DeadLetterDesk(
      DeadLetterStore store,
      LeaseDesk leases,
      MissionSignals signals,
      Wakeups wakeups,
      Clock clock) {
    this.store = store;
    this.leases = leases;
    this.signals = signals;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** Fails with {@code not-found} if it is no dead letter. */
  public Uni<Void> replay(Principal who, MissionId id) {
    return store
        .replay(who.tenant(), id, who.subject(), now())
        .invoke(
            done -> {
              committed(who, id, done);
              leases.workArrived(Set.of(who.tenant()));
            })
        .replaceWithVoid();
  }

  /** Fails with {@code not-found} if it is no dead letter. */
  public Uni<Void> discard(Principal who, MissionId id) {
    return store
        .discard(who.tenant(), id, who.subject(), now())
        .invoke(done -> committed(who, id, done))
        .replaceWithVoid();
  }

  private void committed(Principal who, MissionId id, boolean done) {
    if (!done) throw noSuchLetter();
    wakeups.events();
    signals.changed(who.tenant(), id);
  }

  /** The answer for what is no dead letter of the tenant. */
  public static ProblemException noSuchLetter() {
    return new ProblemException(Problem.NOT_FOUND, "There is no such dead letter.");
  }

  private Instant now() {
    return clock.instant();
  }
}
