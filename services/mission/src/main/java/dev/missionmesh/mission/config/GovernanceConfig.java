package dev.missionmesh.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How policy decisions are obeyed. */
@ConfigMapping(prefix = "mesh")
public interface GovernanceConfig {
  /** Profile of the mesh: {@code minimal} or {@code standard}. */
  @WithDefault("standard")
  String profile();

  /** Directory of this service's own; the last policy snapshot is kept there. Unset: it is kept in memory only. */
  Optional<Path> stateDirectory();

  Governance governance();

  /** Enforcement. */
  interface Governance {
    /** {@code enforce} or {@code observe}; unset: observe in the profile minimal, enforce otherwise. */
    Optional<Mode> mode();

    /** A snapshot whose last heartbeat is older than this decides no more. */
    @WithDefault("PT10M")
    Duration staleness();
  }

  /** What a denial does. */
  enum Mode {
    /** It is logged, nothing is blocked. */
    OBSERVE,
    /** It blocks. */
    ENFORCE
  }

  /** The mode in force. */
  default Mode mode() {
    return governance()
        .mode()
        .orElse(profile().equals("minimal") ? Mode.OBSERVE : Mode.ENFORCE);
  }
}
