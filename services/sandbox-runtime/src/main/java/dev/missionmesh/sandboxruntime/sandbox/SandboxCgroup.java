package dev.missionmesh.sandboxruntime.sandbox;

import dev.missionmesh.sandboxruntime.domain.Limits;
import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** The cgroup of one sandbox, in every hierarchy, as the kernel shows it. */
final class SandboxCgroup {
  private static final Duration POLL = Duration.ofMillis(1);
  private static final long PAGE = 4096;

  private final Map<String, Path> directories;
  private final boolean version2;

  SandboxCgroup(Map<String, Path> directories, boolean version2) {
    this.directories = Map.copyOf(directories);
    this.version2 = version2;
  }

  /** All directories, for a record that outlives this process. */
  Collection<Path> directories() {
    return new TreeSet<>(directories.values());
  }

  /** What differs between the limits asked for and those in force; empty when all hold. */
  List<String> deviations(Limits wanted) {
    List<String> deviations = new ArrayList<>();
    long memory = wanted.memoryBytes() / PAGE * PAGE;
    String cpu = Bundle.cpuQuotaMicros(wanted) + " " + Bundle.cpuPeriodMicros();
    if (version2) {
      expect(deviations, "memory.max", memory, text(HostCgroups.UNIFIED, "memory.max"));
      if (exists(HostCgroups.UNIFIED, "memory.swap.max")) {
        expect(deviations, "memory.swap.max", 0, text(HostCgroups.UNIFIED, "memory.swap.max"));
      }
      expect(deviations, "cpu.max", cpu, text(HostCgroups.UNIFIED, "cpu.max"));
      expect(deviations, "pids.max", wanted.pids(), text(HostCgroups.UNIFIED, "pids.max"));
    } else {
      expect(deviations, "memory", memory, text("memory", "memory.limit_in_bytes"));
      if (exists("memory", "memory.memsw.limit_in_bytes")) {
        expect(deviations, "memory+swap", memory, text("memory", "memory.memsw.limit_in_bytes"));
      }
      String read = text("cpu", "cpu.cfs_quota_us") + " " + text("cpu", "cpu.cfs_period_us");
      expect(deviations, "cpu", cpu, read);
      expect(deviations, "pids", wanted.pids(), text("pids", "pids.max"));
    }
    return deviations;
  }

  /** True when the kernel has killed a process because the memory limit was reached. */
  boolean outOfMemory() {
    String counters =
        version2
            ? text(HostCgroups.UNIFIED, "memory.events")
            : text("memory", "memory.oom_control");
    return counters.lines().anyMatch(line -> line.matches("oom_kill [1-9][0-9]*"));
  }

  Usage usage() {
    if (version2) {
      long micros =
          text(HostCgroups.UNIFIED, "cpu.stat")
              .lines()
              .filter(line -> line.startsWith("usage_usec "))
              .mapToLong(line -> number(line.substring(11)))
              .findFirst()
              .orElse(0);
      return new Usage(micros / 1_000, number(text(HostCgroups.UNIFIED, "memory.peak")));
    }
    return new Usage(
        number(text("cpuacct", "cpuacct.usage")) / 1_000_000,
        number(text("memory", "memory.max_usage_in_bytes")));
  }

  /** Waits until no process is left, then removes the directories; false if some could not be. */
  boolean remove(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!removed(directories.values())) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** Removes empty cgroup directories; true when none is left. */
  static boolean removed(Collection<Path> directories) {
    boolean all = true;
    for (Path directory : directories) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        all = false;
      }
    }
    return all;
  }

  private static void expect(List<String> deviations, String name, Object wanted, String found) {
    if (!wanted.toString().equals(found)) {
      deviations.add(name + " is '" + found + "', not " + wanted);
    }
  }

  private boolean exists(String controller, String file) {
    Path directory = directories.get(controller);
    return directory != null && Files.exists(directory.resolve(file));
  }

  private String text(String controller, String file) {
    Path directory = directories.get(controller);
    try {
      return directory == null ? "" : Files.readString(directory.resolve(file)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
