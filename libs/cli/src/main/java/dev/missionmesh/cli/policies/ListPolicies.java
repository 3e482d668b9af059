package dev.missionmesh.cli.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists policy snapshots; the active one decides.")
final class ListPolicies implements Runnable {
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode policies = Pages.all(Access.system().tenant(), new Query(PolicyCommand.PATH));
    Table table =
        Table.of("DIGEST", "NAME", "VERSION", "STATE", "PUBLISHED", "BY")
            .styled("STATE", output.terminal().outStyle()::state);
    for (JsonNode policy : policies.path("items")) {
      table.row(
          policy.path("digest").asText(),
          Documents.text(policy, "name"),
          Documents.text(policy, "version"),
          policy.path("active").asBoolean() ? "active" : "superseded",
          Documents.text(policy, "publishedAt"),
          Documents.text(policy, "publishedBy"));
    }
    output.showList(policies, "digest", table, "No policies.");
  }
}
