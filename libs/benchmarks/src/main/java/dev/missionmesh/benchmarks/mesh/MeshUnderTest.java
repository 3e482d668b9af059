package dev.missionmesh.benchmarks.mesh;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.local.MeshStatus;
import dev.missionmesh.cli.local.PartStatus;
import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The mesh that is measured.
 *
 * @param client speaks for the tenant whose missions are run
 * @param pids its processes by name; empty if they are not on this machine
 * @param urls their addresses by name
 */
public record MeshUnderTest(MeshClient client, Map<String, Long> pids, Map<String, String> urls) {
  /** The one that the environment names, or the local one, started if need be. */
  public static MeshUnderTest find(Terminal terminal) {
    Access access = Access.system();
    MeshClient client = access.started(terminal);
    Map<String, Long> pids = new LinkedHashMap<>();
    Map<String, String> urls = new LinkedHashMap<>();
    if (!access.isRemote()) {
      MeshStatus status = LocalMesh.status();
      for (PartStatus part : status.parts()) {
        part.pid().ifPresent(pid -> pids.put(part.name(), pid));
        urls.put(part.name(), part.url());
      }
    }
    return new MeshUnderTest(client, pids, urls);
  }

  public boolean isLocal() {
    return !pids.isEmpty();
  }

  /** Where clients call: the gateway, or the firewall before it. */
  public URI door() {
    return client.endpoint().url();
  }

  /** Address of the gateway itself. */
  public URI gateway() {
    return urls.containsKey("gateway") ? URI.create(urls.get("gateway")) : door();
  }

  /** Address of the firewall before the gateway; empty if there is none on this machine. */
  public Optional<URI> firewall() {
    return Optional.ofNullable(urls.get("waf")).map(URI::create);
  }

  public String apiKey() {
    return client.endpoint().apiKey();
  }

  /** Address of the mission service; empty if it is not on this machine. */
  public Optional<URI> mission() {
    return Optional.ofNullable(urls.get("mission")).map(URI::create);
  }

  /** What opens the mission service for a minute, on behalf of the tenant whose missions are run. */
  public String internalToken() throws IOException {
    return InternalToken.forMissions(client.endpoint().tenant());
  }

  /** {@code host:port} of PostgreSQL; empty if it is not on this machine. */
  public Optional<String> postgres() {
    return Optional.ofNullable(urls.get("postgres")).map(url -> URI.create(url).getAuthority());
  }

  /** Password of PostgreSQL's superuser, who makes the baseline's database. */
  public static String postgresPassword() throws IOException {
    Path file = LocalMesh.data().resolve("secrets").resolve("postgres.properties");
    Properties passwords = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      passwords.load(reader);
    }
    return passwords.getProperty("postgres");
  }
}
