package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists webhooks, newest first.")
final class ListWebhooks implements Runnable {
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode webhooks = Access.system().tenant().get(WebhookCommand.PATH);
    Table table = Table.of("WEBHOOK", "STATE", "URL", "EVENTS", "FAILING SINCE");
    for (JsonNode webhook : webhooks.path("items")) {
      table.row(
          webhook.path("id").asText(),
          Documents.text(webhook, "state"),
          Documents.text(webhook, "url"),
          String.join(" ", Documents.texts(webhook, "eventTypes")),
          Documents.text(webhook, "failingSince"));
    }
    output.showList(webhooks, "id", table, "No webhooks.");
  }
}
