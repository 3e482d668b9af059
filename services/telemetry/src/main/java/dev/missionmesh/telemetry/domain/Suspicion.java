package dev.missionmesh.telemetry.domain;

import java.util.Arrays;

/** What the watcher looks for. */
public enum Suspicion {
  /** Many requests without a credential that holds. */
  AUTHENTICATION_BURST("authentication-burst"),
  /** A node completes what was never leased to it. */
  FOREIGN_LEASE("foreign-lease"),
  /** A node completes a lot of what it has lost. */
  STALE_LEASE("stale-lease"),
  /** A node's results do not fit their hash or seal. */
  RESULT_MISMATCH("result-mismatch"),
  /** A node came back as another one: its build or its capabilities changed. */
  NODE_DRIFT("node-drift");

  private final String label;

  Suspicion(String label) {
    this.label = label;
  }

  /** The rule's name in alerts, events and metrics. */
  public String label() {
    return label;
  }

  /**
   * @throws IllegalArgumentException if no rule has that name
   */
  public static Suspicion of(String label) {
    return Arrays.stream(values())
        .filter(s -> s.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule " + label));
  }
}
