package dev.missionmesh.cli.client;

import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the mesh to speak to and the key to use: {@code MESH_URL} and {@code MESH_API_KEY} where
 * they are set, else the mesh on this machine and the keys that lie in its data directory.
 */
public final class Access {
  private final Map<String, String> environment;

  Access(Map<String, String> environment) {
    this.environment = environment;
  }

  public static Access system() {
    return new Access(System.getenv());
  }

  /** The mesh on this machine, whatever the environment says. */
  public static Access local() {
    return new Access(Map.of());
  }

  /** Speaks for the tenant of {@code MESH_API_KEY}, or for the local mesh's default tenant. */
  public MeshClient tenant() {
    return new MeshClient(endpoint(false));
  }

  /** Speaks with {@code MESH_API_KEY} where it is set, else with the local mesh's system key. */
  public MeshClient administrator() {
    return new MeshClient(endpoint(true));
  }

  /** Like {@link #tenant}, but starts the local mesh first where that is the one meant. */
  public MeshClient started(Terminal terminal) {
    if (!isRemote()) LocalMesh.ensureUp(terminal);
    return tenant();
  }

  /** What the command line remembers of the mesh lies here; asks nobody, so it works offline. */
  public Path state() {
    return isRemote()
        ? remoteState(URI.create(environment.get("MESH_URL")))
        : LocalMesh.data().resolve("cli");
  }

  public boolean isRemote() {
    return !environment.getOrDefault("MESH_URL", "").isBlank();
  }

  private Endpoint endpoint(boolean administrator) {
    String key = environment.getOrDefault("MESH_API_KEY", "").strip();
    if (isRemote()) return new Endpoint(remoteUrl(key), key, false, state());
    if (key.isEmpty()) key = administrator ? LocalMesh.systemKey() : LocalMesh.defaultKey();
    return new Endpoint(LocalMesh.gateway(), key, true, state());
  }

  private URI remoteUrl(String key) {
    String text = environment.get("MESH_URL").strip();
    if (!text.matches("https?://[^/ ?#]+[^ ?#]*")) {
      throw Failure.usage(
          "MESH_URL is no address of a mesh: " + text, "It looks like https://mesh.example.com");
    }
    if (key.isEmpty()) {
      throw new Failure(
          ExitCode.AUTHENTICATION,
          "MESH_URL is set, MESH_API_KEY is not",
          "Set MESH_API_KEY to a key of that mesh, or unset MESH_URL for the mesh on this"
              + " machine.");
    }
    return URI.create(text);
  }

  private Path remoteState(URI url) {
    String home =
        environment.getOrDefault(
            "XDG_CONFIG_HOME", environment.getOrDefault("HOME", ".") + "/.config");
    return Path.of(home, "missionmesh", url.getAuthority().replaceAll("[^A-Za-z0-9.-]", "_"));
  }
}
