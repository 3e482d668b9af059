package dev.missionmesh.cli.client;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.io.IOException;

/** No answer came from the mesh: nobody listens there, or the connection broke. */
public final class Unreachable extends Failure {
  Unreachable(Endpoint endpoint, IOException cause) {
    super(
        ExitCode.ERROR,
        "no answer from the mesh at " + endpoint.url() + reason(cause),
        endpoint.local()
            ? "Start it with: mesh up"
            : "Check MESH_URL and that this machine may reach it.");
    initCause(cause);
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
  }
}
