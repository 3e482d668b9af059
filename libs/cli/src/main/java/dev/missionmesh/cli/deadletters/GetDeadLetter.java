package dev.missionmesh.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows one dead letter with everything that is known of it.")
final class GetDeadLetter implements Runnable {
  @Parameters(paramLabel = "ID", description = "The mission's id.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode letter =
        Access.system().tenant().get(DeadLettersCommand.PATH + "/" + MeshClient.encode(id));
    output.show(letter, List.of(id), style -> List.of(Documents.yaml(letter)));
  }
}
