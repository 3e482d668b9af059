package dev.missionmesh.cli.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;

/** {@code mesh key}: API keys. */
@Command(
    name = "key",
    description = "Creates, lists, rotates and revokes API keys.",
    subcommands = {CreateKey.class, ListKeys.class, RotateKey.class, RevokeKeys.class})
public final class KeyCommand {
  static final String PATH = "/api/v1/keys";

  /** Shows a key that was just made, and says that this is the only time. */
  static void showOnce(JsonNode key, Fields fields, OutputOptions output) {
    output.showOne(key, key.path("id").asText(), fields);
    output.terminal().say("The key is not shown again. Use it with: export MESH_API_KEY=mesh_…");
  }

  /** Speaks for {@code tenant}: another one than the key's own needs the administrator. */
  static MeshClient client(String tenant) {
    return tenant == null ? Access.system().tenant() : Access.system().administrator();
  }
}
