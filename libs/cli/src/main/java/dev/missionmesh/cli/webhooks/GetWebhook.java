package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows a webhook; its secret is not shown again.")
final class GetWebhook implements Runnable {
  @Parameters(paramLabel = "ID", description = "The webhook's id.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode webhook = Access.system().tenant().get(WebhookCommand.path(id));
    output.showOne(webhook, id, WebhookCommand.fields(webhook));
  }
}
