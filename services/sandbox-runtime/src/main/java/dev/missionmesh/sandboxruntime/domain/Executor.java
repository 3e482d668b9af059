package dev.missionmesh.sandboxruntime.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways of running a mission that this node knows. */
public enum Executor {
  /** Runs an argument list. */
  COMMAND,
  /** Runs a source text with an interpreter. */
  SCRIPT,
  /** Runs nothing and succeeds; everything but the process is like any other attempt. */
  NOOP;

  /** The name in the protocol. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names in the protocol. */
  public static List<String> wireNames() {
    return Arrays.stream(values()).map(Executor::wireName).toList();
  }
}
