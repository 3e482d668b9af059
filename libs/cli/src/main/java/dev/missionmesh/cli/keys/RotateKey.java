package dev.missionmesh.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate",
    description =
        "Makes a new key that may do what an old one may, and shows it this one time. Both work for"
            + " a while; who still uses the old one is in the audit log.")
final class RotateKey implements Runnable {
  @Parameters(paramLabel = "ID", description = "The old key's id, not the key itself.")
  private String id;

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "How long the old key still works, such as 2h; at most 30d. Default: 24h.")
  private Duration overlap;

  @Option(
      names = "--expires-in",
      paramLabel = "DURATION",
      converter = Durations.class,
      description = "After which the new key ends. Default: as the mesh is configured.")
  private Duration expiresIn;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "The tenant it belongs to; needs tenants:admin.")
  private String tenant;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ObjectNode request = Documents.object();
    if (overlap != null) request.put("overlap", overlap.toString());
    if (expiresIn != null) request.put("expiresIn", expiresIn.toString());
    String path = KeyCommand.PATH + "/" + MeshClient.encode(id) + "/rotate";
    JsonNode key =
        KeyCommand.client(tenant).post(new Query(path).add("tenant", tenant).toString(), request);
    Fields fields =
        new Fields()
            .add("id", Documents.text(key, "id"))
            .add("replaces", id)
            .add("expires", Documents.text(key, "expiresAt"))
            .add("key", Documents.text(key, "key"));
    KeyCommand.showOnce(key, fields, output);
  }
}
