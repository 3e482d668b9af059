package dev.missionmesh.mission.domain;

import java.util.Locale;
import java.util.Optional;

/** How an attempt ended, as the node tells it. */
public enum Outcome {
  EXITED,
  TIMED_OUT,
  CANCELLED,
  OUT_OF_MEMORY,
  SANDBOX_FAILED,
  RELEASED;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name in JSON and in the database. */
  public String text() {
    return text;
  }

  /** The outcome with this name; empty if there is none. */
  public static Optional<Outcome> named(String text) {
    for (Outcome outcome : values()) if (outcome.text.equals(text)) return Optional.of(outcome);
    return Optional.empty();
  }
}
