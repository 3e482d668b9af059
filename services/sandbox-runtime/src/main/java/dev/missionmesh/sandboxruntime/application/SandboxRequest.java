package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Executor;
import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.MissionSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sandbox is to hold.
 *
 * @param token fencing token of the attempt's lease: no mission has two attempts with the same one
 * @param command program and arguments, looked up in the sandbox's PATH
 * @param script content of {@value #SCRIPT_PATH}, or null for none
 * @param stdin bytes given as standard input
 * @param timeout how long the caller lets it run; a back end may end it by itself some time later
 * @param limits raised, where they are lower, to the least with which a program can start: 16 MiB
 *     of memory, 4 MiB of disk, 8 processes
 */
public record SandboxRequest(
    String missionId,
    long token,
    List<String> command,
    byte[] script,
    Map<String, String> env,
    byte[] stdin,
    Duration timeout,
    Limits limits) {
  /** Where a script lies in the sandbox, read-only. */
  public static final String SCRIPT_PATH = "/mission/script";

  /** Where programs are looked for. */
  public static final String PATH = "/usr/local/bin:/usr/bin:/bin";

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
        lease.ref().token(),
        script ? List.of(spec.script().interpreter(), SCRIPT_PATH) : spec.command(),
        script ? spec.script().source().getBytes(StandardCharsets.UTF_8) : null,
        spec.env(),
        spec.stdin().getBytes(StandardCharsets.UTF_8),
        lease.timeout(),
        lease.limits());
  }

  /** All variables that the program sees: the sandbox's own and, over them, the mission's. */
  public Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("PATH", PATH);
    all.put("HOME", "/work");
    all.put("USER", "mission");
    all.put("LANG", "C.UTF-8");
    all.put("TZ", "UTC");
    all.put("TMPDIR", "/tmp");
    all.putAll(env);
    return all;
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
