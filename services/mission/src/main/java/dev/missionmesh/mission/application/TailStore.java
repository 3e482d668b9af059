package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a mission as a row of numbered events. */
public interface TailStore {
  /** An event with its number. */
  record Numbered(long sequence, TailEvent event) {}

  /**
   * Some of the events, in order.
   *
   * @param upTo all events up to this number that are still kept are in {@code events}
   * @param more true if there are later ones already
   * @param ended true if the mission is in a final state
   */
  record Page(List<Numbered> events, long upTo, boolean more, boolean ended) {}

  /** True if the tenant has such a mission. */
  Uni<Boolean> exists(TenantId tenant, MissionId id);

  /** Events after a number; empty if the tenant has no such mission. */
  Uni<Optional<Page>> read(TenantId tenant, MissionId id, long after);

  /** The latest numbers of missions. */
  Uni<Map<MissionSignals.Watched, Long>> latest(Set<MissionSignals.Watched> missions);
}
