package dev.missionmesh.mission.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How policy decisions are obeyed. */
@ConfigMapping(prefix = "mesh.governance")
public interface GovernanceConfig {
  /**
   * {@code enforce} or {@code observe}; unset: observe in the profile minimal, enforce otherwise.
   */
  Optional<Mode> mode();

  /**
   * A snapshot whose last heartbeat is older than this decides no more. Positive; longer means more
   * decisions by old rules.
   */
  @WithDefault("PT10M")
  Duration staleness();

  /** What a denial does. */
  enum Mode {
    /** It is logged, nothing is blocked. */
    OBSERVE,
    /** It blocks. */
    ENFORCE
  }

  /** The mode in force under a profile of the mesh. */
  default Mode modeUnder(String profile) {
    return mode().orElse(profile.equals("minimal") ? Mode.OBSERVE : Mode.ENFORCE);
  }
}
