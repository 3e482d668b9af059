package dev.missionmesh.cli.mesh;

import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.local.MeshStatus;
import dev.missionmesh.cli.output.Format;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mesh status}: the processes of the mesh on this machine. */
@Command(name = "status", description = "Shows the processes of the mesh on this machine.")
public final class StatusCommand implements Runnable {
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    MeshStatus status = LocalMesh.status();
    if (status.parts().isEmpty() && output.format() == Format.TABLE) {
      output.terminal().say("No mesh has been started in " + LocalMesh.data() + ". Start one with: mesh up");
      return;
    }
    StatusDocument.show(status, output);
  }
}
