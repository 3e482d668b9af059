package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** Changes a mission at its owner's wish. */
public interface MissionCommands {
  /** What came of a cancel. */
  sealed interface Cancelled {
    /** It waited and has ended. */
    record Ended() implements Cancelled {}

    /** It runs; its node is to be told. */
    record Requested(CancelNotice notice) implements Cancelled {}

    /** It had ended before. */
    record TooLate() implements Cancelled {}
  }

  /** Cancels with the event, in one transaction; empty if the tenant has no such mission. */
  Uni<Optional<Cancelled>> cancel(TenantId tenant, MissionId id, Instant now);
}
