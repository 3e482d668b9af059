package dev.missionmesh.gateway.application;

/** Carries committed events away. */
public interface Publication {
  /**
   * Says that events have been committed; cheap, from any thread. Without it they leave a little
   * later.
   */
  void wake();
}
