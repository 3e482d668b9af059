package dev.missionmesh.telemetry.domain;

import java.util.Map;

/**
 * How many events of each kind there have been, and what follows for the queue.
 *
 * @param totals by kind: {@code queued}, {@code started}, {@code retry-scheduled}, {@code requeued}, {@code
 *     finished-<state>} and {@code finished-waiting} for those of them that were not running when they ended
 * @param nodes number of nodes by state
 */
public record RollUp(Map<String, Long> totals, Map<String, Long> nodes) {
  public static final String QUEUED = "queued";
  public static final String STARTED = "started";
  public static final String RETRY_SCHEDULED = "retry-scheduled";
  public static final String REQUEUED = "requeued";
  public static final String FINISHED = "finished-";
  public static final String FINISHED_WAITING = "finished-waiting";

  public static final RollUp EMPTY = new RollUp(Map.of(), Map.of());

  public long total(String kind) {
    return totals.getOrDefault(kind, 0L);
  }

  /** Missions that wait for a node, for the first time or again. */
  public long waiting() {
    long came = total(QUEUED) + total(RETRY_SCHEDULED) + total(REQUEUED);
    return Math.max(0, came - total(STARTED) - total(FINISHED_WAITING));
  }

  /** Missions that a node works on. */
  public long running() {
    long ended = 0;
    for (Map.Entry<String, Long> e : totals.entrySet()) {
      if (e.getKey().startsWith(FINISHED) && !e.getKey().equals(FINISHED_WAITING)) {
        ended += e.getValue();
      }
    }
    long left = total(RETRY_SCHEDULED) + total(REQUEUED) + ended - total(FINISHED_WAITING);
    return Math.max(0, total(STARTED) - left);
  }

  public long nodes(String state) {
    return nodes.getOrDefault(state, 0L);
  }
}
