package dev.missionmesh.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists API keys; the keys themselves are not kept anywhere.")
final class ListKeys implements Runnable {
  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "Those of this tenant; needs tenants:admin.")
  private String tenant;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Query query = new Query(KeyCommand.PATH).add("tenant", tenant);
    JsonNode keys = Pages.all(KeyCommand.client(tenant), query);
    Table table = Table.of("KEY", "NAME", "CREATED", "EXPIRES", "REVOKED", "SCOPES");
    for (JsonNode key : keys.path("items")) {
      table.row(
          key.path("id").asText(),
          Documents.text(key, "name"),
          Documents.text(key, "createdAt"),
          Documents.text(key, "expiresAt"),
          Documents.text(key, "revokedAt"),
          String.join(" ", Documents.texts(key, "scopes")));
    }
    output.showList(keys, "id", table, "No keys.");
  }
}
