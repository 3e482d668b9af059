package dev.missionmesh.telemetry.config;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** What telemetry needs beside the settings that every service has. */
@ConfigMapping(prefix = "mesh.audit")
public interface TelemetryConfig {
  /**
   * File with the Ed25519 private JWK that signs checkpoints. Another key makes every pinned verifier key useless, so it is kept
   * as long as the logs.
   */
  Path signingKey();
}
