package dev.missionmesh.cli.mesh;

import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.output.OutputOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code mesh restart}: starts services anew, one process after the other. */
@Command(
    name = "restart",
    description = {
      "Starts services of the running mesh anew, one process after the other.",
      "With `mesh up --replicas 2` no request fails meanwhile."
    })
public final class RestartCommand implements Runnable {
  @Parameters(
      paramLabel = "SERVICE",
      arity = "0..*",
      description = "Names of services. Without any: all of them.")
  private List<String> services = List.of();

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    StatusDocument.show(LocalMesh.restart(services, output.terminal()), output);
  }
}
