package dev.missionmesh.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What the gateway has to know of the mesh around it. */
@ConfigMapping(prefix = "mesh")
public interface MeshConfig {
  /** {@code minimal} (no telemetry, no search), {@code standard} or {@code enterprise}. */
  @WithDefault("standard")
  String profile();

  /** First keys. */
  Bootstrap bootstrap();

  /** Where the other services are. */
  Services services();

  /** Keys to be registered at start. */
  interface Bootstrap {
    /**
     * Directory of files {@code <tenant>.key} with a full API key each; a key that is not yet known
     * is registered at start.
     */
    Optional<Path> directory();
  }

  /** Base addresses; a service without one counts as absent. */
  interface Services {
    Service mission();

    Service policy();

    Service telemetry();

    Service searchIndexer();
  }

  /** One service. */
  interface Service {
    /**
     * Base address, {@code http://host:port}; empty means that the mesh runs without the service.
     */
    Optional<URI> url();
  }
}
