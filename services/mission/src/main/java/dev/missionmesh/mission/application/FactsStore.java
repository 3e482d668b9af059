package dev.missionmesh.mission.application;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Counts over all tenants. */
public interface FactsStore {
  /**
   * The counts.
   *
   * @param queued missions that wait for a node, counted up to a bound
   * @param slots places of the nodes that are online
   */
  record Facts(int queued, int nodesOnline, int slots, Map<String, Integer> leasedByNode) {}

  Uni<Facts> read();
}
