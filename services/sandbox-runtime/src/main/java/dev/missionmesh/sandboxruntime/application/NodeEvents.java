package dev.missionmesh.sandboxruntime.application;

import io.smallrye.mutiny.Uni;

/**
 * Tells the mesh what happens to this node. Kept trying until told; the node does not wait for it.
 */
public interface NodeEvents {
  void registered(MissionService.Presentation presentation);

  void sandboxSwept(String sandbox);

  /** Completes when the broker has it, or when it is of no use to wait longer. */
  Uni<Void> stopped(int released);
}
