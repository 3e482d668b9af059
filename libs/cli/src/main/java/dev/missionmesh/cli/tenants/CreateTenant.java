package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description =
        "Creates a tenant. On this machine's mesh the system key is used when MESH_API_KEY is not"
            + " set.")
final class CreateTenant implements Runnable {
  @Parameters(paramLabel = "ID", description = "Small letters, digits and hyphens, such as acme.")
  private String id;

  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "Its name for people. Default: the id.")
  private String displayName;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode request =
        Documents.object().put("id", id).put("displayName", displayName == null ? id : displayName);
    JsonNode tenant = Access.system().administrator().post(TenantCommand.PATH, request);
    Fields fields =
        new Fields().add("tenant", id).add("name", Documents.text(tenant, "displayName"));
    output.showOne(tenant, id, fields);
    output.terminal().say("Give it a key with: mesh key create --tenant " + id + " --name first");
  }
}
