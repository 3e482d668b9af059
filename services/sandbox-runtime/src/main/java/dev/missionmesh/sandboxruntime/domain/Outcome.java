package dev.missionmesh.sandboxruntime.domain;

import java.util.Locale;

/** How an attempt ended. */
public enum Outcome {
  EXITED,
  TIMED_OUT,
  CANCELLED,
  OUT_OF_MEMORY,
  SANDBOX_FAILED,
  /** Handed back unfinished because the node stops. */
  RELEASED;

  /** The name in the protocol. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
