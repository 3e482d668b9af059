package dev.missionmesh.searchindexer.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * How far each partition of each topic has been taken in.
 *
 * @param next offset of the next record to take, by partition
 */
public record Positions(Map<Partition, Long> next) {
  public static final Positions NONE = new Positions(Map.of());

  /** One partition of a topic. */
  public record Partition(String topic, int number) {}

  public Positions {
    next = Map.copyOf(next);
  }

  /** With the positions of {@code other} in place of these, where it has any. */
  public Positions advance(Positions other) {
    if (other.next.isEmpty()) {
      return this;
    }
    Map<Partition, Long> merged = new HashMap<>(next);
    merged.putAll(other.next);
    return new Positions(merged);
  }
}
