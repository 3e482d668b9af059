package dev.missionmesh.cli.client;

import java.net.URI;
import java.nio.file.Path;

/**
 * A mesh and what to show it.
 *
 * @param url base address of its gateway, without a slash at the end
 * @param apiKey full API key, or the access token of a login; empty for what is open to all
 * @param local true when the mesh runs on this machine and belongs to this data directory
 * @param state directory in which the command line keeps what it must remember of meshes
 */
public record Endpoint(URI url, String apiKey, boolean local, Path state) {
  public Endpoint {
    String text = url.toString();
    if (text.endsWith("/")) url = URI.create(text.substring(0, text.length() - 1));
  }

  /**
   * The tenant that the key belongs to: it is the second part of {@code
   * mesh_<tenant>_<keyId>_<secret>}; that of a login is a claim of its token.
   */
  public String tenant() {
    if (!apiKey.startsWith("mesh_")) {
      String claimed = Session.claim(apiKey, "tenant");
      return claimed == null ? "unknown" : claimed;
    }
    String[] parts = apiKey.split("_");
    return parts.length == 4 ? parts[1] : "unknown";
  }
}
