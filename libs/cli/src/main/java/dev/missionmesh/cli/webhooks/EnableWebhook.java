package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "enable",
    description = "Enables a webhook that was disabled; what still waits for it goes out at once.")
final class EnableWebhook implements Runnable {
  @Parameters(paramLabel = "ID", description = "The webhook's id.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode webhook = Access.system().tenant().post(WebhookCommand.path(id) + "/enable");
    output.showOne(webhook, id, WebhookCommand.fields(webhook));
  }
}
