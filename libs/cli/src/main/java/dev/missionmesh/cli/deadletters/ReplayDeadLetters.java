package dev.missionmesh.cli.deadletters;

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

@Command(
    name = "replay",
    description = "Queues dead missions again, with all their attempts given back.")
final class ReplayDeadLetters implements Runnable {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The missions' ids.")
  private List<String> ids;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    MeshClient client = Access.system().tenant();
    ObjectNode replayed = Documents.object();
    Table table = Table.of("MISSION", "STATE");
    for (String id : ids) {
      JsonNode mission =
          client.post(DeadLettersCommand.PATH + "/" + MeshClient.encode(id) + "/replay");
      replayed.withArray("items").add(mission);
      table.row(id, mission.path("state").asText());
    }
    output.showList(replayed, "id", table, "Nothing was replayed.");
  }
}
