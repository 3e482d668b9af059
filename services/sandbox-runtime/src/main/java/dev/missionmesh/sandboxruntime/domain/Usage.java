package dev.missionmesh.sandboxruntime.domain;

/** What an attempt used, as its cgroup counted; 0 where the host does not count. */
public record Usage(long cpuMs, long memoryPeakBytes) {
  public static final Usage NONE = new Usage(0, 0);
}
