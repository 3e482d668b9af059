package dev.missionmesh.cli.local;

import java.io.IOException;
import java.nio.file.Path;

/** The secrets of a mesh for others that start one, such as the setup in a cluster. */
public final class MeshSecrets {
  /**
   * Makes the keys and passwords that a data folder lacks, where {@code mesh up} would look for them. What is there stays.
   *
   * @param data the data folder
   */
  public static void ensure(Path data) throws IOException {
    Secrets.ensure(new DataFolder(data.toAbsolutePath()));
  }

  private MeshSecrets() {}
}
