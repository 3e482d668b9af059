package dev.missionmesh.sandboxruntime.application;

/** A sandbox could not be made or kept as promised; the mission is not to blame. */
public final class SandboxFailed extends Exception {
  public SandboxFailed(String message) {
    super(message);
  }

  public SandboxFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
