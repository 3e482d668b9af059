package dev.missionmesh.mission.application;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds how many refusals of one node reach the audit log, so that a broken node cannot flood it.
 * Not thread-safe.
 */
final class RefusalLimit {
  private static final int PER_WINDOW = 100;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final Map<String, Integer> counts = new HashMap<>();
  private Instant windowEnds = Instant.EPOCH;

  boolean allows(String node, Instant now) {
    if (!now.isBefore(windowEnds)) {
      counts.clear();
      windowEnds = now.plus(WINDOW);
    }
    return counts.merge(node, 1, Integer::sum) <= PER_WINDOW;
  }
}
