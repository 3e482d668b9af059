package dev.missionmesh.mission.application;

/** Tells the relays, after a commit, that rows wait for them. Cheap; from any thread. */
public interface Wakeups {
  void events();

  void logs();
}
