package dev.missionmesh.searchindexer.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * What never changes about a mission.
 *
 * @param name null if it has none
 * @param executor null while only later events have been seen
 * @param labels sorted by key, never null
 * @param queuedAt to the microsecond
 */
public record MissionIdentity(
    String name, String executor, Map<String, String> labels, Instant queuedAt) {
  public MissionIdentity {
    labels = labels == null ? Map.of() : java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    queuedAt = queuedAt == null ? null : queuedAt.truncatedTo(ChronoUnit.MICROS);
  }

  MissionIdentity merge(MissionIdentity other) {
    if (other == null || executor != null || equals(other)) {
      return this;
    }
    return other.executor != null ? other : this;
  }
}
