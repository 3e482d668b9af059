package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The missions of a tenant that failed for good and wait for a decision. */
public interface DeadLetterStore {
  /** One of them. */
  record DeadLetter(
      @Schema(format = "uuid") String missionId,
      @Schema(nullable = true) String name,
      @Schema(nullable = true) String reason,
      int attempts,
      Instant deadSince) {}

  /** Those before {@code before} (null: from the newest), newest mission first. */
  Uni<List<DeadLetter>> page(TenantId tenant, MissionId before, int limit);

  Uni<Optional<DeadLetter>> find(TenantId tenant, MissionId id);

  /**
   * Queues the mission again with its whole budget, with the event; false if it is no dead letter.
   */
  Uni<Boolean> replay(TenantId tenant, MissionId id, String principal, Instant now);

  /** Takes it off the list, with the event; false if it is no dead letter. */
  Uni<Boolean> discard(TenantId tenant, MissionId id, String principal, Instant now);
}
