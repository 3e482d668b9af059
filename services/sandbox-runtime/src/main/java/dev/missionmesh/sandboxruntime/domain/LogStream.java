package dev.missionmesh.sandboxruntime.domain;

import java.util.Locale;

/** Where a piece of log was written to. */
public enum LogStream {
  STDOUT,
  STDERR;

  /** The name in the protocol. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
