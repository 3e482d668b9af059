package dev.missionmesh.operator.config;

import dev.missionmesh.operator.application.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the operator. Its key is the secret {@code mesh.api.key}. */
@ConfigMapping(prefix = "mesh.operator")
public interface OperatorConfig {
  /** Its own namespace, where the Secrets with the tenants' keys and its Lease are. */
  @WithDefault("missionmesh")
  String namespace();

  /** Name of the cluster, unique among the clusters of one mesh: a label of every mission. */
  @WithDefault("kubernetes")
  String cluster();

  /**
   * Pause between two looks at a tenant's running missions. Positive; shorter means fresher
   * statuses and more requests.
   */
  @WithDefault("PT2S")
  Duration poll();

  /** How long looks may fail before Missions that run say so. Not negative. */
  @WithDefault("PT10S")
  Duration outageGrace();

  /**
   * How often Tenants and PolicySets are compared with the mesh although nothing has changed.
   * Positive.
   */
  @WithDefault("PT5M")
  Duration resync();

  /** How long one request to the mesh may take. Positive. */
  @WithDefault("PT15S")
  Duration requestTimeout();

  /** Pause after a first failure, doubled for each more. Positive. */
  @WithDefault("PT1S")
  Duration firstRetry();

  /** The longest pause between two attempts. Positive. */
  @WithDefault("PT30S")
  Duration longestRetry();

  /**
   * Life of the tenants' keys; they are replaced when a third of it is left. Positive, at most 3650
   * days.
   */
  @WithDefault("P90D")
  Duration keyLife();

  /** Resources that are worked on at once. At least 1; more means larger batches. */
  @WithDefault("64")
  int concurrency();

  /** Whether several operators agree on one by a Lease. */
  @WithDefault("true")
  boolean leaderElection();

  /** The same without the framework. */
  default Settings settings() {
    return new Settings(
        namespace(),
        cluster(),
        poll(),
        outageGrace(),
        resync(),
        requestTimeout(),
        firstRetry(),
        longestRetry(),
        keyLife(),
        concurrency(),
        leaderElection());
  }
}
