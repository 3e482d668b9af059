package dev.missionmesh.cli.webhooks;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes webhooks with what waits for them.")
final class DeleteWebhooks implements Runnable {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The webhooks' ids.")
  private List<String> ids;

  @Override
  public void run() {
    MeshClient client = Access.system().tenant();
    for (String id : ids) {
      client.delete(WebhookCommand.path(id));
      Terminal.system().say("Deleted " + id + ".");
    }
  }
}
