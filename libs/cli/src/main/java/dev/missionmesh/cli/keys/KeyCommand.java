package dev.missionmesh.cli.keys;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import picocli.CommandLine.Command;

/** {@code mesh key}: API keys. */
@Command(
    name = "key",
    description = "Creates, lists, rotates and revokes API keys.",
    subcommands = {CreateKey.class, ListKeys.class, RotateKey.class, RevokeKeys.class})
public final class KeyCommand {
  static final String PATH = "/api/v1/keys";

  /** Speaks for {@code tenant}: another one than the key's own needs the administrator. */
  static MeshClient client(String tenant) {
    return tenant == null ? Access.system().tenant() : Access.system().administrator();
  }
}
