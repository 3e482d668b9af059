package dev.missionmesh.sandboxruntime.domain;

import java.util.List;
import java.util.Map;

/**
 * What an attempt is to run.
 *
 * @param command argument list; empty unless the executor is {@link Executor#COMMAND}
 * @param script null unless the executor is {@link Executor#SCRIPT}
 * @param env added to the sandbox's own environment
 * @param stdin text given as standard input; empty for none
 */
public record MissionSpec(
    Executor executor, List<String> command, Script script, Map<String, String> env, String stdin) {
  /** A source text and the program that reads it. */
  public record Script(String interpreter, String source) {}

  public MissionSpec {
    command = command == null ? List.of() : List.copyOf(command);
    env = env == null ? Map.of() : Map.copyOf(env);
    stdin = stdin == null ? "" : stdin;
    if (executor == Executor.COMMAND && command.isEmpty()) {
      throw new IllegalArgumentException("a command must name a program");
    }
    if (executor == Executor.SCRIPT && script == null) {
      throw new IllegalArgumentException("a script must have a source");
    }
  }
}
