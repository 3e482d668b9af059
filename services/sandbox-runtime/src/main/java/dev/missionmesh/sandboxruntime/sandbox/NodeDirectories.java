package dev.missionmesh.sandboxruntime.sandbox;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where one life of one node keeps its sandboxes. Bundles lie below the run directory, whose
 * directories everybody may pass through, because a user namespace's root must reach them; disk
 * images lie in the state directory, which may be private.
 */
record NodeDirectories(Path run, Path state, String node, String life) {
  /** Everything of this node, over all its lives. */
  Path ofNode() {
    return run.resolve(node);
  }

  Path ofLife() {
    return ofNode().resolve(life);
  }

  /** The OCI runtime's own state. */
  Path runtimeRoot() {
    return ofLife().resolve("runtime");
  }

  Path rootFileSystem() {
    return ofLife().resolve("rootfs");
  }

  Path cells() {
    return ofLife().resolve("cells");
  }

  Path images() {
    return state.resolve("images").resolve(life);
  }

  void make() throws IOException {
    FileTree.directory(run, "rwx--x--x");
    FileTree.directory(ofNode(), "rwx--x--x");
    FileTree.directory(ofLife(), "rwx--x--x");
    FileTree.directory(runtimeRoot(), "rwx------");
    FileTree.directory(cells(), "rwx--x--x");
    FileTree.directory(images(), "rwx------");
  }
}
