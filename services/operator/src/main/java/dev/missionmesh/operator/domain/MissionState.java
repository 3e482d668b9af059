package dev.missionmesh.operator.domain;

import java.util.Locale;

/** The states of a mission in the mesh. */
public enum MissionState {
  QUEUED(false),
  AWAITING_APPROVAL(false),
  RUNNING(false),
  WAITING_RETRY(false),
  PAUSED(false),
  SUCCEEDED(true),
  FAILED(true),
  CANCELLED(true),
  DEAD_LETTERED(true);

  private final boolean last;

  MissionState(boolean last) {
    this.last = last;
  }

  /** Whether no other state follows. */
  public boolean last() {
    return last;
  }

  /** The word in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The word in a condition: {@code WaitingRetry}. */
  public String reason() {
    StringBuilder reason = new StringBuilder();
    for (String part : word().split("_")) {
      reason.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
    }
    return reason.toString();
  }

  /**
   * @throws IllegalArgumentException if the mesh has learned a state that this operator does not
   *     know
   */
  public static MissionState ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
