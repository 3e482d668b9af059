package dev.missionmesh.operator.application;

import java.time.Duration;

/** Pauses that double up to a bound. */
public final class Backoff {
  private static final int MOST_DOUBLINGS = 20;

  /** The pause after so many failures before this one. */
  public static Duration after(int failures, Duration first, Duration longest) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return pause.compareTo(longest) > 0 ? longest : pause;
  }

  private Backoff() {}
}
