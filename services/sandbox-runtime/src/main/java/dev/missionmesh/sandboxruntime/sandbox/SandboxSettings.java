package dev.missionmesh.sandboxruntime.sandbox;

import java.nio.file.Path;

/**
 * How a node keeps its sandboxes.
 *
 * @param backend which back end to use
 * @param run directory of bundles and mounts; short, without spaces, and passable for every user
 * @param state directory of disk images
 * @param uidBase first host user id that sandboxes may have
 * @param prepared work spaces kept ready
 * @param usualDiskBytes disk size of those
 */
public record SandboxSettings(
    Choice backend, Path run, Path state, int uidBase, int prepared, long usualDiskBytes) {
  /** Which back end a node uses. */
  public enum Choice {
    /** The first OCI runtime that works, else bubblewrap. */
    AUTO,
    CRUN,
    RUNC,
    BUBBLEWRAP
  }
}
