package dev.missionmesh.telemetry.domain;

import dev.missionmesh.tenancy.TenantId;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a batch of facts adds to the roll-ups, in the order in which rows are locked. */
public final class RollUpChange {
  private final SortedMap<TenantId, SortedMap<String, Long>> totals = new TreeMap<>();
  private final SortedMap<String, String> nodes = new TreeMap<>();

  public void count(TenantId tenant, String kind) {
    totals.computeIfAbsent(tenant, t -> new TreeMap<>()).merge(kind, 1L, Long::sum);
  }

  public void node(String node, String state) {
    nodes.put(node, state);
  }

  /** Increments by tenant and kind. */
  public Map<TenantId, SortedMap<String, Long>> totals() {
    return totals;
  }

  /** Latest state by node. */
  public Map<String, String> nodes() {
    return nodes;
  }
}
