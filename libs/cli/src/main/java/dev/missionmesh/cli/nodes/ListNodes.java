package dev.missionmesh.cli.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists nodes with their state, load and sandbox back end.")
final class ListNodes implements Runnable {
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode nodes = Access.system().tenant().get("/api/v1/nodes");
    Table table =
        Table.of("NODE", "STATE", "LEASED", "SLOTS", "SANDBOX", "LAST SEEN", "BUILD")
            .styled("STATE", output.terminal().outStyle()::state);
    for (JsonNode node : nodes.path("items")) {
      table.row(
          node.path("id").asText(),
          node.path("state").asText(),
          node.path("leased").asText(),
          node.path("slots").asText(),
          node.path("backend").asText() + (node.path("degraded").asBoolean() ? " (degraded)" : ""),
          Documents.text(node, "lastSeenAt"),
          Documents.text(node, "buildId"));
    }
    output.showList(nodes, "id", table, "No nodes.");
  }
}
