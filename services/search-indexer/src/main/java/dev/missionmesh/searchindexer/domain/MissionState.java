package dev.missionmesh.searchindexer.domain;

import java.util.Arrays;
import java.util.Optional;

/** The states by which missions can be filtered. */
public enum MissionState {
  QUEUED,
  AWAITING_APPROVAL,
  RUNNING,
  WAITING_RETRY,
  PAUSED,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  DEAD_LETTERED;

  /** As in JSON. */
  public String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<MissionState> of(String text) {
    return Arrays.stream(values()).filter(s -> s.text().equals(text)).findFirst();
  }

  /** True if nothing more happens by itself. */
  public boolean isFinal() {
    return switch (this) {
      case SUCCEEDED, FAILED, CANCELLED, DEAD_LETTERED -> true;
      case QUEUED, AWAITING_APPROVAL, RUNNING, WAITING_RETRY, PAUSED -> false;
    };
  }
}
