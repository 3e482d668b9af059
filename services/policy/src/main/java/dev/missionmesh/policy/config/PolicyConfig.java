package dev.missionmesh.policy.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the policy service. */
@ConfigMapping(prefix = "mesh.policy")
public interface PolicyConfig {
  /**
   * How often the service says on the snapshot topic that it lives. Positive, well below the bound
   * at which others call their snapshot stale (10 minutes); shorter means that a dead policy
   * service is noticed sooner and more records are written.
   */
  @WithDefault("PT5S")
  Duration heartbeat();
}
