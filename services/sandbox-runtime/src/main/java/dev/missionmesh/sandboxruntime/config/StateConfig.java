package dev.missionmesh.sandboxruntime.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** What the node keeps between its starts. */
@ConfigMapping(prefix = "mesh.state")
public interface StateConfig {
  /**
   * The node's own directory: its identity, and the disk images of its sandboxes. One node only may
   * use it.
   */
  Path directory();
}
