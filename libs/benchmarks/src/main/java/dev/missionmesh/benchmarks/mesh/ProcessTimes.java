package dev.missionmesh.benchmarks.mesh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Processor time of processes, from Linux's {@code /proc}: their own, that of children they have waited for, and that of descendants. */
public final class ProcessTimes {
  private static final double MS_PER_TICK = 10;

  private final Map<String, Long> pids;

  /**
   * Processes to watch.
   *
   * @param pids process id by name
   */
  public ProcessTimes(Map<String, Long> pids) {
    this.pids = new LinkedHashMap<>(pids);
  }

  /** Milliseconds that each has used so far; a process that is gone is absent. */
  public Map<String, Double> now() {
    Map<String, Double> times = new LinkedHashMap<>();
    pids.forEach(
        (name, pid) -> {
          double own = ofProcess(pid);
          if (own >= 0) {
            times.put(name, own + ofDescendants(pid));
          }
        });
    return times;
  }

  /** What each used between two samples. */
  public static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
    Map<String, Double> used = new LinkedHashMap<>();
    after.forEach((name, ms) -> used.put(name, Math.max(0, ms - before.getOrDefault(name, ms))));
    return used;
  }

  private static double ofDescendants(long pid) {
    return ProcessHandle.of(pid)
        .map(p -> p.descendants().mapToDouble(d -> Math.max(0, ofProcess(d.pid()))).sum())
        .orElse(0.0);
  }

  private static double ofProcess(long pid) {
    try {
      return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))) * MS_PER_TICK;
    } catch (IOException gone) {
      return -1;
    }
  }

  /** utime + stime + cutime + cstime; the name before them may hold blanks and parentheses. */
  static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (int i = 11; i <= 14; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }
}
