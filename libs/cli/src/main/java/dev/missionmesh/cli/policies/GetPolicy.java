package dev.missionmesh.cli.policies;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Prints a policy snapshot as it was published.")
final class GetPolicy implements Runnable {
  @Parameters(paramLabel = "DIGEST", description = "The digest that mesh policy list shows.")
  private String digest;

  @Override
  public void run() {
    String yaml =
        Access.system().tenant().getText(PolicyCommand.PATH + "/" + MeshClient.encode(digest));
    Terminal.system().print(yaml.stripTrailing());
  }
}
