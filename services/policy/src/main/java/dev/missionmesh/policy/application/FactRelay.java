package dev.missionmesh.policy.application;

/** Publishes committed facts. */
public interface FactRelay {
  /** Says that facts have been committed; cheap, from any thread. */
  void wake();
}
