package dev.missionmesh.cli.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "deliveries", description = "Shows what became of a webhook's messages, newest first.")
final class ListDeliveries implements Runnable {
  @Parameters(paramLabel = "ID", description = "The webhook's id.")
  private String id;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are pending, delivered or failed.")
  private String state;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: 50.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Query query = new Query(WebhookCommand.path(id) + "/deliveries").add("state", state);
    JsonNode deliveries = Pages.collect(Access.system().tenant(), query, limit);
    Table table = Table.of("MESSAGE", "TYPE", "STATE", "ATTEMPTS", "LAST OUTCOME", "STATUS", "CREATED", "NEXT");
    for (JsonNode delivery : deliveries.path("items")) {
      JsonNode attempts = delivery.path("attempts");
      JsonNode last = attempts.path(attempts.size() - 1);
      table.row(
          delivery.path("messageId").asText(),
          Documents.text(delivery, "type"),
          Documents.text(delivery, "state"),
          Integer.toString(attempts.size()),
          Documents.text(last, "outcome"),
          Documents.text(last, "status"),
          Documents.text(delivery, "createdAt"),
          Documents.text(delivery, "nextAttemptAt"));
    }
    output.showList(deliveries, "messageId", table, "No deliveries.");
  }
}
