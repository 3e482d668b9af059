package dev.missionmesh.cli.mesh;

import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.output.Terminal;
import picocli.CommandLine.Command;

/** {@code mesh down}: stops everything, keeps the data. */
@Command(name = "down", description = "Stops the mesh on this machine; its data stays.")
public final class DownCommand implements Runnable {
  @Override
  public void run() {
    LocalMesh.down(Terminal.system());
    Terminal.system().say("The mesh is down; its data stays in " + LocalMesh.data() + ".");
  }
}
