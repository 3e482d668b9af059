package dev.missionmesh.cli;

import picocli.CommandLine.IVersionProvider;

/** The version written into the jar, and the JVM that runs it. */
public final class MeshVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"mesh " + number() + " (Java " + Runtime.version() + ")"};
  }

  /** The version of the mesh, such as {@code 0.1.0}. */
  public static String number() {
    String version = Mesh.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
