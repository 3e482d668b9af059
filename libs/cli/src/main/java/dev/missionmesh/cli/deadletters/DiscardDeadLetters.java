package dev.missionmesh.cli.deadletters;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "discard",
    description = "Takes missions off the list of dead letters for good; the record of them stays.")
final class DiscardDeadLetters implements Runnable {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The missions' ids.")
  private List<String> ids;

  @Override
  public void run() {
    MeshClient client = Access.system().tenant();
    for (String id : ids) {
      client.delete(DeadLettersCommand.PATH + "/" + MeshClient.encode(id));
      Terminal.system().say("Discarded " + id + ".");
    }
  }
}
