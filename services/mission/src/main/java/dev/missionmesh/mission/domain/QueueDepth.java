package dev.missionmesh.mission.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether one tenant's queue has room without counting at each submit: an upper bound is the
 * last count plus what was accepted since; only when the bound reaches the limit, or is old, is a
 * new count wanted. Not thread-safe.
 */
public final class QueueDepth {
  /** Whether a submit may go on. */
  public enum Room {
    FREE,
    FULL,
    COUNT_FIRST
  }

  private static final Duration COUNT_IS_GOOD_FOR = Duration.ofSeconds(10);
  private static final Duration REFUSAL_IS_GOOD_FOR = Duration.ofSeconds(1);

  private int limit;
  private long bound;
  private @Nullable Instant countedAt;

  public QueueDepth(int limit) {
    limit(limit);
  }

  /** Sets another limit, from 1 on; what was counted against the old one is counted again. */
  public void limit(int wanted) {
    if (wanted < 1) throw new IllegalArgumentException("limit must be >= 1");
    if (wanted != limit) {
      limit = wanted;
      countedAt = null;
    }
  }

  /** Asks for room for one mission; {@code FREE} takes it. */
  public Room take(Instant now) {
    if (countedAt == null) return Room.COUNT_FIRST;
    Duration age = Duration.between(countedAt, now);
    if (bound >= limit)
      return age.compareTo(REFUSAL_IS_GOOD_FOR) < 0 ? Room.FULL : Room.COUNT_FIRST;
    if (age.compareTo(COUNT_IS_GOOD_FOR) >= 0) return Room.COUNT_FIRST;
    bound++;
    return Room.FREE;
  }

  /**
   * The number of waiting missions as counted at {@code now}; anything at or above the limit counts
   * as full.
   */
  public void counted(long waiting, Instant now) {
    bound = waiting;
    countedAt = now;
  }
}
