package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that brings a tenant into another state and shows it. */
abstract class TenantChange implements Runnable {
  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Mixin private OutputOptions output;

  /** The operation below the tenant's path. */
  abstract String operation();

  @Override
  public final void run() {
    String path = TenantCommand.of(id) + "/" + operation();
    JsonNode tenant = Access.system().administrator().post(path, Documents.object());
    Fields fields = new Fields().add("tenant", id).add("state", Documents.text(tenant, "state"));
    output.showOne(tenant, id, fields);
  }
}
