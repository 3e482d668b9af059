package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "replay", description = "Sends a message again, whatever became of it.")
final class ReplayDelivery implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The webhook's id.")
  private String id;

  @Parameters(index = "1", paramLabel = "MESSAGE", description = "The message's id, msg_….")
  private String message;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    String path = WebhookCommand.path(id) + "/deliveries/" + MeshClient.encode(message) + "/replay";
    JsonNode delivery = Access.system().tenant().post(path);
    Fields fields =
        new Fields()
            .add("message", Documents.text(delivery, "messageId"))
            .add("state", Documents.text(delivery, "state"))
            .add("next", Documents.text(delivery, "nextAttemptAt"));
    output.showOne(delivery, message, fields);
  }
}
