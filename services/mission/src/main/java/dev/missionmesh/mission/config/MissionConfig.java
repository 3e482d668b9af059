package dev.missionmesh.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the mission service queues, leases and keeps. */
@ConfigMapping(prefix = "mesh.mission")
public interface MissionConfig {
  /**
   * How long a lease lives without renewal. Positive; shorter means faster failover and more false
   * alarms.
   */
  @WithDefault("PT15S")
  Duration lease();

  /** Most leases a node may ask for at once, and hold. */
  @WithDefault("256")
  int maxLeasesPerNode();

  /** Missions of one tenant that may wait; more are refused with 429. At least 1. */
  @WithDefault("100000")
  int queueLimit();

  /** How often retries that are due and missions accepted by other replicas are looked for. */
  @WithDefault("PT0.25S")
  Duration poll();

  /**
   * How long logs and results are kept, in whole days. Older days are dropped; streams then show a
   * gap.
   */
  @WithDefault("P30D")
  java.time.Period retention();

  Limits limits();

  TenantCeiling ceiling();

  /** What an attempt may leave behind and use beyond what its mission says. */
  interface Limits {
    /** Bytes of log kept per attempt. */
    @WithDefault("8388608")
    long logBytes();

    /** Bytes of each stream of output kept in the result. */
    @WithDefault("1048576")
    long resultBytes();

    /** Processes and threads in a sandbox. */
    @WithDefault("256")
    int pids();
  }

  /** The most that a mission may ask for. */
  interface TenantCeiling {
    /** CPUs in thousandths. */
    @WithDefault("8000")
    int cpuMillis();

    @WithDefault("8589934592")
    long memoryBytes();

    @WithDefault("17179869184")
    long diskBytes();

    @WithDefault("PT1H")
    Duration timeout();
  }
}
