package dev.missionmesh.mission.application;

import java.util.Optional;

/** Where output was written to. */
public enum LogStream {
  STDOUT(1, "stdout"),
  STDERR(2, "stderr");

  private final int code;
  private final String text;

  LogStream(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The number in the database. */
  public int code() {
    return code;
  }

  /** The name in JSON. */
  public String text() {
    return text;
  }

  public static LogStream of(int code) {
    return code == STDOUT.code ? STDOUT : STDERR;
  }

  public static Optional<LogStream> named(String text) {
    for (LogStream stream : values()) if (stream.text.equals(text)) return Optional.of(stream);
    return Optional.empty();
  }
}
