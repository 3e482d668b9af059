package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows a tenant.")
final class GetTenant implements Runnable {
  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode tenant = Access.system().administrator().get(TenantCommand.of(id));
    Fields fields =
        new Fields()
            .add("tenant", Documents.text(tenant, "id"))
            .add("name", Documents.text(tenant, "displayName"))
            .add("state", Documents.text(tenant, "state"))
            .add("created", Documents.text(tenant, "createdAt"));
    output.showOne(tenant, id, fields);
  }
}
