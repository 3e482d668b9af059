package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The system calls a sandbox may make: a list of what is allowed, everything else is answered with
 * EPERM. What the list leaves out matters most: mount, namespaces, ptrace and reading of other
 * processes, keyrings, bpf, io_uring, userfaultfd, perf events, kernel modules, clock and host
 * settings.
 */
final class SeccompProfile {
  private static final String LIST = "/seccomp/allowed-syscalls.txt";
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;

  /** All flags of clone(2) that make a namespace. */
  private static final long CLONE_NEW =
      0x0002_0000L
          | 0x0200_0000L
          | 0x0400_0000L
          | 0x0800_0000L
          | 0x1000_0000L
          | 0x2000_0000L
          | 0x4000_0000L;

  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final long TIOCSTI = 0x5412;
  private static final List<Long> PERSONALITIES = List.of(0L, 8L, 0x20000L, 0x20008L, 0xffffffffL);

  /** The profile as the OCI runtime specification writes it. */
  static Map<String, Object> oci() {
    List<Object> rules = new ArrayList<>();
    rules.add(rule(allowed(), "SCMP_ACT_ALLOW"));
    rules.add(
        allow(
            "clone",
            Map.of("index", 0, "value", CLONE_NEW, "valueTwo", 0, "op", "SCMP_CMP_MASKED_EQ")));
    rules.add(Map.of("names", List.of("clone3"), "action", "SCMP_ACT_ERRNO", "errnoRet", ENOSYS));
    rules.add(allow("ioctl", compare(1, TIOCSTI, "SCMP_CMP_NE")));
    for (int family : List.of(AF_UNIX, AF_INET, AF_INET6)) {
      rules.add(allow("socket", compare(0, family, "SCMP_CMP_EQ")));
    }
    rules.add(allow("socketpair", compare(0, AF_UNIX, "SCMP_CMP_EQ")));
    for (long personality : PERSONALITIES) {
      rules.add(allow("personality", compare(0, personality, "SCMP_CMP_EQ")));
    }
    return Map.of(
        "defaultAction",
        "SCMP_ACT_ERRNO",
        "defaultErrnoRet",
        EPERM,
        "architectures",
        List.of(architecture()),
        "syscalls",
        rules);
  }

  /** Names of the calls that are allowed whatever their arguments. */
  static List<String> allowed() {
    try (InputStream in = SeccompProfile.class.getResourceAsStream(LIST)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.replaceAll("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .flatMap(line -> List.of(line.split("\\s+")).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "SCMP_ARCH_X86_64";
      case "aarch64" -> "SCMP_ARCH_AARCH64";
      default -> "SCMP_ARCH_NATIVE";
    };
  }

  private static Map<String, Object> allow(String name, Map<String, Object> argument) {
    return Map.of("names", List.of(name), "action", "SCMP_ACT_ALLOW", "args", List.of(argument));
  }

  private static Map<String, Object> rule(List<String> names, String action) {
    return Map.of("names", names, "action", action);
  }

  private static Map<String, Object> compare(int index, long value, String operator) {
    return Map.of("index", index, "value", value, "op", operator);
  }

  private SeccompProfile() {}
}
