package dev.missionmesh.telemetry;

import dev.missionmesh.telemetry.config.AlertsConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The watcher's configuration where nobody has set anything. */
public final class UsualLimits {
  public static AlertsConfig config() {
    return new SmallRyeConfigBuilder()
        .withMapping(AlertsConfig.class)
        .build()
        .getConfigMapping(AlertsConfig.class);
  }

  private UsualLimits() {}
}
