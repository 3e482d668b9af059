package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "resume",
    description =
        "Opens the doors of a suspended tenant again.")
final class ResumeTenant implements Runnable {
  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode tenant =
        Access.system()
            .administrator()
            .post(TenantCommand.of(id) + "/resume", Documents.object());
    output.showOne(tenant, id, new Fields().add("tenant", id).add("state", Documents.text(tenant, "state")));
  }
}
