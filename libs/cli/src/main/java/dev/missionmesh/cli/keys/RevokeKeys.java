package dev.missionmesh.cli.keys;

import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Terminal;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "revoke", description = "Revokes API keys; they stop working within seconds.")
final class RevokeKeys implements Runnable {
  @Parameters(
      paramLabel = "ID",
      arity = "1..*",
      description = "The keys' ids, not the keys themselves.")
  private List<String> ids;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "The tenant they belong to; needs tenants:admin.")
  private String tenant;

  @Override
  public void run() {
    MeshClient client = KeyCommand.client(tenant);
    for (String id : ids) {
      client.delete(
          new Query(KeyCommand.PATH + "/" + MeshClient.encode(id))
              .add("tenant", tenant)
              .toString());
      Terminal.system().say("Revoked " + id + ".");
    }
  }
}
