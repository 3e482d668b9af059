package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists tenants.")
final class ListTenants implements Runnable {
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode tenants = Pages.all(Access.system().administrator(), new Query(TenantCommand.PATH));
    Table table = Table.of("TENANT", "NAME", "STATE", "CREATED");
    for (JsonNode tenant : tenants.path("items")) {
      table.row(
          tenant.path("id").asText(),
          Documents.text(tenant, "displayName"),
          Documents.text(tenant, "state"),
          Documents.text(tenant, "createdAt"));
    }
    output.showList(tenants, "id", table, "No tenants.");
  }
}
