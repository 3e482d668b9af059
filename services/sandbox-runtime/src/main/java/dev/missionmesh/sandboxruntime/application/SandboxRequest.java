package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.MissionSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a sandbox is to hold.
 *
 * @param command program and arguments, looked up in the sandbox's PATH
 * @param script content of {@value #SCRIPT_PATH}, or null for none
 * @param stdin bytes given as standard input
 * @param limits raised, where they are lower, to the least with which a program can start: 16 MiB
 *     of memory, 4 MiB of disk, 8 processes
 */
public record SandboxRequest(
    String missionId,
    List<String> command,
    byte[] script,
    Map<String, String> env,
    byte[] stdin,
    Limits limits) {
  /** Where a script lies in the sandbox, read-only. */
  public static final String SCRIPT_PATH = "/mission/script";

  private static final int MAX_ARGUMENT = 128 * 1024 - 1;
  private static final int MAX_ARGUMENTS = 1024 * 1024;

  private static final Limits SMALLEST = new Limits(0.01, 16L << 20, 4L << 20, 8, 0, 0);

  public SandboxRequest {
    limits = limits.atLeast(SMALLEST);
  }

  /** The request of a lease whose executor starts a process. */
  public static SandboxRequest of(Lease lease) {
    MissionSpec spec = lease.spec();
    boolean script = spec.executor() == Executor.SCRIPT;
    return new SandboxRequest(
        lease.ref().missionId(),
        script ? List.of(spec.script().interpreter(), SCRIPT_PATH) : spec.command(),
        script ? spec.script().source().getBytes(StandardCharsets.UTF_8) : null,
        spec.env(),
        spec.stdin().getBytes(StandardCharsets.UTF_8),
        lease.limits());
  }

  /** Why no Linux system can execute this, or null if one can. */
  public String impossible() {
    long total = 0;
    for (String argument : command) {
      if (argument.indexOf('\0') >= 0) {
        return "an argument contains NUL";
      }
      int length = argument.getBytes(StandardCharsets.UTF_8).length;
      if (length > MAX_ARGUMENT) {
        return "an argument is longer than 131071 bytes";
      }
      total += length + 9;
    }
    for (Map.Entry<String, String> variable : env.entrySet()) {
      String name = variable.getKey();
      if (name.isEmpty()
          || name.indexOf('=') >= 0
          || (name + variable.getValue()).indexOf('\0') >= 0) {
        return "an environment variable is malformed";
      }
      int length = (name + variable.getValue()).getBytes(StandardCharsets.UTF_8).length + 1;
      if (length > MAX_ARGUMENT) {
        return "an environment variable is longer than 131071 bytes";
      }
      total += length + 9;
    }
    return total > MAX_ARGUMENTS ? "arguments and environment are longer than 1 MiB" : null;
  }
}
