package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.SandboxInfo;

/** A way of keeping strangers' code apart from the host. */
public interface SandboxBackend extends AutoCloseable {
  /** What sandboxes of this kind promise. */
  SandboxInfo info();

  /**
   * Makes a sandbox that does not run yet. Its limits are in force before its process runs.
   *
   * @throws SandboxFailed if it cannot be made as promised; nothing is left behind
   */
  Sandbox create(SandboxRequest request) throws SandboxFailed;

  /** Gives back what is kept ready. All sandboxes must be closed before. */
  @Override
  void close();
}
