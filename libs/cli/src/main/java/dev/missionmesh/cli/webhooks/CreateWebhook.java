package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Creates a webhook and shows the secret that signs its messages, this one time.")
final class CreateWebhook implements Runnable {
  @Parameters(paramLabel = "URL", description = "Where messages are posted; https.")
  private String url;

  @Option(
      names = "--event",
      paramLabel = "TYPE",
      split = ",",
      defaultValue = "mission.finished",
      description = "What it is told of; may be given often. Default: ${DEFAULT-VALUE}.")
  private List<String> events;

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  private String description;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ObjectNode request = Documents.object().put("url", url);
    ArrayNode types = request.putArray("eventTypes");
    events.forEach(types::add);
    if (description != null) request.put("description", description);
    JsonNode webhook = Access.system().tenant().post(WebhookCommand.PATH, request);
    output.showOne(webhook, webhook.path("id").asText(), WebhookCommand.fields(webhook));
    output.terminal().say("The secret is not shown again. Give it to whoever verifies the messages.");
  }
}
