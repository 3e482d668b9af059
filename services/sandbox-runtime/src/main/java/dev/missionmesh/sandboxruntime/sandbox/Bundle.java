package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.application.SandboxRequest;
import dev.missionmesh.sandboxruntime.domain.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the {@code config.json} that crun and runc both read (OCI runtime specification 1.0). */
final class Bundle {
  private static final long CPU_PERIOD_MICROS = 100_000;
  private static final int OPEN_FILES = 4096;
  private static final int OOM_SCORE = 500;

  /**
   * The first process: it runs the command as its child, so that signals work as everywhere else
   * and orphans are reaped, and writes the exit code to file descriptor 3.
   */
  private static final String INIT =
      "exec 4>&2 2>/dev/null; (exec \"$@\") 2>&4 3>&- 4>&-; echo $? >&3";

  /**
   * What differs between hosts.
   *
   * @param userNamespace whether each sandbox gets its own user namespace
   * @param openFilesLimit the node's own hard limit of open files, which cannot be raised
   */
  record Host(boolean userNamespace, long openFilesLimit) {}

  static Map<String, Object> config(
      SandboxRequest request, Cell cell, NodeDirectories directories, String cgroup, Host host) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("ociVersion", "1.0.2");
    config.put("hostname", "sandbox");
    config.put("root", Map.of("path", directories.rootFileSystem().toString(), "readonly", true));
    config.put("process", process(request, cell, host));
    config.put("mounts", mounts(request, cell));
    config.put("linux", linux(request.limits(), cell, cgroup, host));
    config.put("annotations", Map.of("dev.missionmesh.mission", request.missionId()));
    return config;
  }

  private static Map<String, Object> process(SandboxRequest request, Cell cell, Host host) {
    List<String> args = new ArrayList<>(List.of("/bin/sh", "-c", INIT, "sh"));
    args.addAll(request.command());
    Map<String, String> env = request.environment();
    int user = host.userNamespace ? RootFileSystem.USER : cell.user();
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("terminal", false);
    process.put("user", Map.of("uid", user, "gid", user));
    process.put("args", args);
    process.put("env", env.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    process.put("cwd", "/work");
    List<String> none = List.of();
    process.put(
        "capabilities",
        Map.of(
            "bounding",
            none,
            "effective",
            none,
            "inheritable",
            none,
            "permitted",
            none,
            "ambient",
            none));
    process.put("noNewPrivileges", true);
    process.put("oomScoreAdj", OOM_SCORE);
    process.put(
        "rlimits",
        List.of(
            limit("RLIMIT_NOFILE", Math.min(OPEN_FILES, host.openFilesLimit)),
            limit("RLIMIT_CORE", 0),
            limit("RLIMIT_FSIZE", request.limits().diskBytes())));
    return process;
  }

  private static Map<String, Object> limit(String type, long value) {
    return Map.of("type", type, "hard", value, "soft", value);
  }

  private static List<Object> mounts(SandboxRequest request, Cell cell) {
    List<Object> mounts = new ArrayList<>();
    mounts.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
    mounts.add(
        mount("/dev", "tmpfs", "tmpfs", "nosuid", "noexec", "strictatime", "mode=755", "size=64k"));
    mounts.add(
        mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=64m"));
    mounts.add(mount("/usr", "bind", "/usr", "bind", "ro", "nosuid", "nodev"));
    mounts.add(
        mount(
            "/usr/local",
            "tmpfs",
            "tmpfs",
            "ro",
            "nosuid",
            "nodev",
            "noexec",
            "mode=755",
            "size=4k"));
    for (String directory : RootFileSystem.unmergedDirectories()) {
      mounts.add(mount(directory, "bind", directory, "bind", "ro", "nosuid", "nodev"));
    }
    mounts.add(mount("/work", "bind", cell.work().toString(), "bind", "rw", "nosuid", "nodev"));
    mounts.add(mount("/tmp", "bind", cell.temporary().toString(), "bind", "rw", "nosuid", "nodev"));
    if (request.script() != null) {
      mounts.add(
          mount(
              SandboxRequest.SCRIPT_PATH,
              "bind",
              cell.script().toString(),
              "bind",
              "ro",
              "nosuid",
              "nodev"));
    }
    return mounts;
  }

  private static Map<String, Object> mount(
      String destination, String type, String source, String... options) {
    return Map.of(
        "destination", destination, "type", type, "source", source, "options", List.of(options));
  }

  private static Map<String, Object> linux(Limits limits, Cell cell, String cgroup, Host host) {
    List<Object> namespaces = new ArrayList<>();
    for (String type : List.of("pid", "mount", "ipc", "uts", "network", "cgroup")) {
      namespaces.add(Map.of("type", type));
    }
    Map<String, Object> linux = new LinkedHashMap<>();
    if (host.userNamespace) {
      namespaces.add(Map.of("type", "user"));
      List<Object> mapping =
          List.of(Map.of("containerID", 0, "hostID", cell.range(), "size", UidRanges.RANGE));
      linux.put("uidMappings", mapping);
      linux.put("gidMappings", mapping);
    }
    linux.put("namespaces", namespaces);
    linux.put("cgroupsPath", cgroup);
    linux.put("resources", resources(limits));
    linux.put("seccomp", SeccompProfile.oci());
    linux.put("maskedPaths", MASKED);
    linux.put("readonlyPaths", READ_ONLY);
    return linux;
  }

  private static Map<String, Object> resources(Limits limits) {
    return Map.of(
        "devices",
        List.of(Map.of("allow", false, "access", "rwm")),
        "memory",
        Map.of("limit", limits.memoryBytes(), "swap", limits.memoryBytes()),
        "cpu",
        Map.of("quota", cpuQuotaMicros(limits), "period", CPU_PERIOD_MICROS),
        "pids",
        Map.of("limit", limits.pids()));
  }

  /** Processor time per period of 100 ms; the kernel takes no less than 1 ms. */
  static long cpuQuotaMicros(Limits limits) {
    return Math.max(1_000, Math.round(limits.cpus() * CPU_PERIOD_MICROS));
  }

  static long cpuPeriodMicros() {
    return CPU_PERIOD_MICROS;
  }

  private static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/config.gz",
          "/proc/interrupts",
          "/proc/kallsyms",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/modules",
          "/proc/pagetypeinfo",
          "/proc/scsi",
          "/proc/slabinfo",
          "/proc/sched_debug",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/vmallocinfo");

  private static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private Bundle() {}
}
