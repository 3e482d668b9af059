package dev.missionmesh.events;

import java.util.List;

/** Data of the events on {@code mesh.node.events}; subject = node id. */
public interface NodeEvents {
  /** A node started and presented itself. */
  record Registered(
      String node,
      String buildId,
      int slots,
      String backend,
      boolean degraded,
      List<String> executors,
      String capabilityHash) {}

  /** A node stopped in an orderly way. */
  record Stopped(String node, int released) {}

  /** A sandbox that had no owner was removed at start. */
  record SandboxSwept(String node, String sandbox) {}
}
