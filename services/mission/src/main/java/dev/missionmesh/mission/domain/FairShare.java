package dev.missionmesh.mission.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Divides leases between tenants with equal weights by virtual time (start-time fair queueing):
 * each lease moves its tenant's clock on by one, the tenant with the lowest clock is next. A tenant
 * that was idle starts at the clock of the one served last, so that it can neither save up leases
 * nor starve others. Not thread-safe.
 *
 * @param <T> what names a tenant
 */
public final class FairShare<T extends Comparable<T>> {
  private record Turn<T>(T tenant, long clock) {}

  private final Map<T, Long> clocks = new HashMap<>();
  private long now;

  /**
   * Allots up to {@code capacity} leases among tenants that have work, and charges them for it.
   *
   * @return how many each may take; the sum is {@code capacity} unless there is no tenant
   */
  public Map<T, Integer> allot(Collection<T> tenants, int capacity) {
    Map<T, Integer> quotas = new LinkedHashMap<>();
    if (tenants.isEmpty()) return quotas;
    PriorityQueue<Turn<T>> turns =
        new PriorityQueue<>(
            Comparator.comparingLong((Turn<T> t) -> t.clock()).thenComparing(Turn::tenant));
    for (T tenant : tenants) {
      turns.add(new Turn<>(tenant, Math.max(clocks.getOrDefault(tenant, now), now)));
    }
    for (int i = 0; i < capacity; i++) {
      Turn<T> turn = turns.remove();
      now = turn.clock();
      quotas.merge(turn.tenant(), 1, Integer::sum);
      clocks.put(turn.tenant(), turn.clock() + 1);
      turns.add(new Turn<>(turn.tenant(), turn.clock() + 1));
    }
    clocks.values().removeIf(clock -> clock <= now);
    return quotas;
  }

  /** Takes back the charge for leases that a tenant had no missions for. */
  public void refund(T tenant, int unused) {
    clocks.computeIfPresent(tenant, (t, clock) -> clock - unused);
  }
}
