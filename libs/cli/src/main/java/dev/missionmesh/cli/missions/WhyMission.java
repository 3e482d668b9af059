package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.OutputOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "why", description = "Says in one sentence why a mission is where it is.")
final class WhyMission implements Runnable {
  @Parameters(paramLabel = "ID", description = "The mission's id.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode answer =
        Access.system().tenant().get("/api/v1/missions/" + MeshClient.encode(id) + "/why");
    output.show(answer, List.of(id), style -> List.of(answer.path("why").asText()));
  }
}
