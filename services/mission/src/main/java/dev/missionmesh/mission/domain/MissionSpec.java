package dev.missionmesh.mission.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be run, checked and complete with defaults.
 *
 * @param name for people, or null
 * @param executor {@code command}, {@code script} or {@code noop}
 * @param command the program and its arguments; empty unless the executor is command
 * @param script null unless the executor is script
 * @param stdin null for none
 * @param priority 0 to 100; each step lets the mission overtake one minute of waiting
 */
public record MissionSpec(
    @Nullable String name,
    String executor,
    List<String> command,
    @Nullable Script script,
    Map<String, String> env,
    @Nullable String stdin,
    Map<String, String> labels,
    int priority,
    Duration timeout,
    RetryPolicy retries,
    Resources resources,
    String zone,
    String riskTier,
    Set<String> capabilities) {
  /** Source text and what interprets it. */
  public record Script(String interpreter, String source) {}

  /** Limits of the sandbox; CPUs in thousandths. */
  public record Resources(int cpuMillis, long memoryBytes, long diskBytes) {
    /** CPUs as a number of whole ones. */
    public double cpus() {
      return cpuMillis / 1000.0;
    }
  }
}
