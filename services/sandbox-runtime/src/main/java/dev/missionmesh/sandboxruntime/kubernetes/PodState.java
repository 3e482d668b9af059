package dev.missionmesh.sandboxruntime.kubernetes;

/** Where a sandbox Pod stands. */
sealed interface PodState {
  /** Has not run yet. */
  record Waiting(String why) implements PodState {}

  /** Its process runs. */
  record Running() implements PodState {}

  /** Its process has ended by itself, or the kernel ended it. */
  record Ended(int exitCode, boolean outOfMemory) implements PodState {}

  /** The cluster ended it because its work space took more than its limit. */
  record DiskFull() implements PodState {}

  /** It will not run, or was ended, and the mission is not to blame. */
  record Failed(String why) implements PodState {}

  /** Nothing comes after it. */
  default boolean isFinal() {
    return !(this instanceof Waiting) && !(this instanceof Running);
  }
}
