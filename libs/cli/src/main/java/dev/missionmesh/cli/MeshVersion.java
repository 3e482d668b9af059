package dev.missionmesh.cli;

import picocli.CommandLine.IVersionProvider;

/** The version written into the jar, and the JVM that runs it. */
final class MeshVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Mesh.class.getPackage().getImplementationVersion();
    return new String[] {
      "mesh " + (version == null ? "development" : version) + " (Java " + Runtime.version() + ")"
    };
  }
}
