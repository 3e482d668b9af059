package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.AttemptEnd;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Finds leases that have run out, and keeps house. */
public interface SweepStore {
  /** The database's time, and when it was started. */
  record DatabaseClock(Instant now, Instant startedAt) {}

  Uni<DatabaseClock> clock();

  /**
   * Ends the attempts of expired leases as {@code decide} says, at most a few hundred at once;
   * returns those ended.
   */
  Uni<List<EndedAttempt>> expire(Function<HeldMission, AttemptEnd> decide);

  /** Makes the partitions of today and the days to come. */
  Uni<Void> ensurePartitions();

  /** Drops output older than its retention and idempotency keys older than theirs. */
  Uni<Void> dropExpired();
}
