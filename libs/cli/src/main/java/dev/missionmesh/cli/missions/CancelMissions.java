package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "cancel", description = "Cancels missions, waiting or running.")
final class CancelMissions implements Runnable {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The missions' ids.")
  private List<String> ids;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    MeshClient client = Access.system().tenant();
    ObjectNode cancelled = Documents.object();
    Table table = Table.of("MISSION", "STATE").styled("STATE", output.terminal().outStyle()::state);
    for (String id : ids) {
      JsonNode mission = client.post("/api/v1/missions/" + MeshClient.encode(id) + "/cancel");
      cancelled.withArray("items").add(mission);
      table.row(mission.path("id").asText(), mission.path("state").asText());
    }
    output.showList(cancelled, "id", table, "Nothing was cancelled.");
  }
}
