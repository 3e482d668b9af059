package dev.missionmesh.operator.application;

/**
 * A key of the mesh, asked for anew before each request, so that a replaced one is taken at once.
 */
public interface Credential {
  /** Whose it is; what the mesh wants waited for is waited for per owner. */
  String owner();

  /**
   * The API key as it is now.
   *
   * @throws MeshUnavailable if there is none
   */
  String key();

  /** The mesh does not take the key. */
  default void refused() {}
}
