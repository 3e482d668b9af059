package dev.missionmesh.telemetry.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The directory of the service's own. */
@ConfigMapping(prefix = "mesh.state")
public interface StateConfig {
  /** Holds {@code alerts.jsonl}; absent: alerts are not written to a file. */
  Optional<Path> directory();
}
