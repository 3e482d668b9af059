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
    name = "suspend",
    description =
        "Suspends a tenant: its keys are refused within seconds and its waiting missions do not start. Nothing is deleted.")
final class SuspendTenant implements Runnable {
  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode tenant =
        Access.system()
            .administrator()
            .post(TenantCommand.of(id) + "/suspend", Documents.object());
    output.showOne(tenant, id, new Fields().add("tenant", id).add("state", Documents.text(tenant, "state")));
  }
}
