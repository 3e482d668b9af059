package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.OutputOptions;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate",
    description =
        "Makes a new secret for a webhook, and shows it this one time. For a while messages are"
            + " signed with the old one too.")
final class RotateWebhook implements Runnable {
  @Parameters(paramLabel = "ID", description = "The webhook's id.")
  private String id;

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How long the old secrets sign too, such as 2h; at most 7d. Default: 24h.")
  private Duration overlap;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ObjectNode request = Documents.object();
    if (overlap != null) request.put("overlap", overlap.toString());
    JsonNode webhook =
        Access.system().tenant().post(WebhookCommand.path(id) + "/rotate-secret", request);
    output.showOne(webhook, id, WebhookCommand.fields(webhook));
    output.terminal().say("The secret is not shown again. Give it to whoever verifies the messages.");
  }
}
