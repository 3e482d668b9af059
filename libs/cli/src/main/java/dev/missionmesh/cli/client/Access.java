package dev.missionmesh.cli.client;

import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the mesh to speak to and what to show it: {@code MESH_URL} and {@code MESH_API_KEY} where
 * they are set, else the mesh on this machine; without a key a login at that mesh, and last the keys
 * that lie in the data directory.
 */
public final class Access {
  private final Map<String, String> environment;
  private final boolean heedsLogin;

  Access(Map<String, String> environment) {
    this(environment, true);
  }

  private Access(Map<String, String> environment, boolean heedsLogin) {
    this.environment = environment;
    this.heedsLogin = heedsLogin;
  }

  public static Access system() {
    return new Access(System.getenv());
  }

  /** The mesh on this machine with its own keys, whatever the environment or a login says. */
  public static Access local() {
    return new Access(Map.of(), false);
  }

  /** The mesh at an address; null means the one that {@link #system()} finds. */
  public static Access to(String url) {
    if (url == null) return system();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("MESH_URL", url);
    return new Access(environment);
  }

  /** Speaks for the tenant of {@code MESH_API_KEY}, or for the local mesh's default tenant. */
  public MeshClient tenant() {
    return client(false);
  }

  /** Speaks with {@code MESH_API_KEY} where it is set, else with the local mesh's system key. */
  public MeshClient administrator() {
    return client(true);
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

  /** The mesh's address. */
  public URI address() {
    return isRemote() ? remoteUrl() : LocalMesh.gateway();
  }

  /** Speaks for nobody, about what is open to all. */
  public MeshClient anonymous() {
    return new MeshClient(endpoint(""));
  }

  private MeshClient client(boolean administrator) {
    URI mesh = address();
    String key = environment.getOrDefault("MESH_API_KEY", "").strip();
    if (!key.isEmpty()) return new MeshClient(endpoint(key));
    SessionStore login = new SessionStore(state());
    if (heedsLogin && login.find().isPresent()) {
      return new MeshClient(endpoint(login.accessToken()), login::accessToken);
    }
    if (isRemote()) throw nothingToShow(mesh);
    return new MeshClient(
        endpoint(administrator ? LocalMesh.systemKey() : LocalMesh.defaultKey()));
  }

  private Endpoint endpoint(String credential) {
    return new Endpoint(address(), credential, !isRemote(), state());
  }

  private URI remoteUrl() {
    String text = environment.get("MESH_URL").strip();
    if (!text.matches("https?://[^/ ?#]+[^ ?#]*")) {
      throw Failure.usage(
          "MESH_URL is no address of a mesh: " + text, "It looks like https://mesh.example.com");
    }
    return URI.create(text);
  }

  private static Failure nothingToShow(URI mesh) {
    return new Failure(
        ExitCode.AUTHENTICATION,
        "MESH_URL is set, MESH_API_KEY is not, and you are not logged in at " + mesh,
        "Log in with mesh login, set MESH_API_KEY to a key of that mesh, or unset MESH_URL for the"
            + " mesh on this machine.");
  }

  private Path remoteState(URI url) {
    String home =
        environment.getOrDefault(
            "XDG_CONFIG_HOME", environment.getOrDefault("HOME", ".") + "/.config");
    return Path.of(home, "missionmesh", url.getAuthority().replaceAll("[^A-Za-z0-9.-]", "_"));
  }
}
