package dev.missionmesh.cli.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "alerts",
    description = "Lists what the watcher of the audit log has raised, newest first.")
final class ListAlerts implements Runnable {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "open or resolved. Default: both.")
  private String state;

  @Option(
      names = "--log",
      paramLabel = "NAME",
      description = "system: attacks on the mesh itself; needs audit:system.")
  private String log;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: 50.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Access access = Access.system();
    MeshClient client = log != null ? access.administrator() : access.tenant();
    Query query = new Query("/api/v1/alerts").add("log", log).add("state", state);
    JsonNode alerts = Pages.collect(client, query, limit);
    output.showList(alerts, "id", table(alerts), "No alerts.");
  }

  static Table table(JsonNode alerts) {
    Table table = Table.of("ALERT", "RULE", "ABOUT", "STATE", "COUNT", "FIRST SEEN", "LAST SEEN");
    for (JsonNode alert : alerts.path("items")) {
      table.row(
          alert.path("id").asText(),
          Documents.text(alert, "rule"),
          Documents.text(alert, "target/kind") + " " + Documents.text(alert, "target/name"),
          Documents.text(alert, "state"),
          Documents.text(alert, "count"),
          Documents.text(alert, "firstSeen"),
          Documents.text(alert, "lastSeen"));
    }
    return table;
  }
}
