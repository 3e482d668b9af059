package dev.missionmesh.mission.application;

import dev.missionmesh.mission.application.MissionCommands.Cancelled;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.problem.Problem;
import dev.missionmesh.problem.ProblemException;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Ends a waiting mission at once; has the node of a running one told at once. */
@ApplicationScoped
public class CancelMission {
  private final MissionCommands commands;
  private final LeaseDesk leases;
  private final MissionSignals signals;
  private final Wakeups wakeups;
  private final Clock clock;

  CancelMission(
      MissionCommands commands,
      LeaseDesk leases,
      MissionSignals signals,
      Wakeups wakeups,
      Clock clock) {
    this.commands = commands;
    this.leases = leases;
    this.signals = signals;
    this.wakeups = wakeups;
    this.clock = clock;
  }

  /** Fails with {@code not-found} or {@code mission-already-finished}. */
  public Uni<Void> cancel(TenantId tenant, MissionId id) {
    return commands
        .cancel(tenant, id, clock.instant())
        .invoke(cancelled -> follow(tenant, id, cancelled.orElseThrow(NoSuchMission::problem)))
        .replaceWithVoid();
  }

  private void follow(TenantId tenant, MissionId id, Cancelled cancelled) {
    switch (cancelled) {
      case Cancelled.Ended ignored -> {
        wakeups.events();
        signals.changed(tenant, id);
      }
      case Cancelled.Requested requested -> {
        leases.cancelRequested(requested.notice());
        signals.changed(tenant, id);
      }
      case Cancelled.TooLate ignored ->
          throw new ProblemException(
              Problem.MISSION_ALREADY_FINISHED,
              "The mission has ended; there is nothing to cancel.");
    }
  }
}
