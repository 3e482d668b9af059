package dev.missionmesh.mission.domain;

import java.util.Locale;
import java.util.Optional;

/**
 * The names of the states a mission can be in, with the small numbers by which they are stored. 1
 * and 4 are kept for approval and pause.
 */
public enum StateName {
  QUEUED(0),
  RUNNING(2),
  WAITING_RETRY(3),
  SUCCEEDED(5),
  FAILED(6),
  CANCELLED(7),
  DEAD_LETTERED(8);

  private static final StateName[] BY_CODE = new StateName[9];

  static {
    for (StateName state : values()) BY_CODE[state.code] = state;
  }

  private final short code;
  private final String text = name().toLowerCase(Locale.ROOT);

  StateName(int code) {
    this.code = (short) code;
  }

  /** The number in the database. */
  public short code() {
    return code;
  }

  /** The name in JSON. */
  public String text() {
    return text;
  }

  /** True when nothing happens to the mission any more of itself. */
  public boolean isFinal() {
    return code >= SUCCEEDED.code;
  }

  /** The state stored under a number. */
  public static StateName of(int code) {
    StateName state = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    if (state == null) throw new IllegalArgumentException("no state has the code " + code);
    return state;
  }

  /** The state with this JSON name; empty if there is none. */
  public static Optional<StateName> named(String text) {
    for (StateName state : values()) if (state.text.equals(text)) return Optional.of(state);
    return Optional.empty();
  }
}
