package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "settings",
    description =
        "Shows what is set for a tenant: limits, quotas, addresses, origins, branding. What is not"
            + " shown is as for the whole mesh.")
final class ShowSettings implements Runnable {
  private static final String OWN = "/api/v1/tenant";

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      description = "The tenant; needs tenants:admin. Default: that of your key.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    if (id != null) {
      JsonNode settings = Access.system().administrator().get(ChangeSettings.path(id));
      output.showOne(settings, id, SettingsTable.of(id, settings));
      return;
    }
    JsonNode tenant = Access.system().tenant().get(OWN);
    String own = Documents.text(tenant, "id");
    JsonNode settings = tenant.path("settings");
    output.showOne(settings, own, SettingsTable.of(own, settings));
  }
}
