package dev.missionmesh.sandboxruntime.application;

/** All sandboxes of a node, for one life of it. */
public interface NodeSandboxes extends AutoCloseable {
  /** Makes sandboxes; it has been tried and works. */
  SandboxBackend backend();

  /** Removes all that this life has made. All sandboxes must be closed before. */
  @Override
  void close();
}
