package dev.missionmesh.mission.domain;

import java.time.Duration;

/** What is thought of a node. */
public enum NodeState {
  /** Heard of lately. */
  ONLINE,
  /** Heard of lately, but its capabilities or build are not those it registered with before. */
  YELLOW,
  /** Silent for longer than a lease lasts. */
  STALE,
  /** Silent for longer than two leases last. */
  DEAD;

  /**
   * The state of a node that has been silent for {@code silence} where a lease lasts {@code lease}.
   */
  public static NodeState after(Duration silence, Duration lease, boolean drifted) {
    if (silence.compareTo(lease.multipliedBy(2)) > 0) return DEAD;
    if (silence.compareTo(lease) > 0) return STALE;
    return drifted ? YELLOW : ONLINE;
  }
}
