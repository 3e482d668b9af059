package dev.missionmesh.operator.application;

import java.time.Duration;

/**
 * What the operator goes by.
 *
 * @param namespace where its Secrets and its Lease are
 * @param cluster name of the cluster, a label of every mission
 * @param poll pause between two looks at a tenant's running missions
 * @param outageGrace how long looks may fail before the resources say so
 * @param resync how often Tenants and PolicySets are compared with the mesh although nothing has
 *     changed
 * @param requestTimeout how long one request may take
 * @param firstRetry pause after a first failure, doubled for each more
 * @param longestRetry pause that is never exceeded
 * @param keyLife life of the tenants' keys; they are replaced when a third of it is left
 * @param concurrency resources of one kind that are worked on at once
 * @param leaderElection whether several operators agree on one by a Lease
 */
public record Settings(
    String namespace,
    String cluster,
    Duration poll,
    Duration outageGrace,
    Duration resync,
    Duration requestTimeout,
    Duration firstRetry,
    Duration longestRetry,
    Duration keyLife,
    int concurrency,
    boolean leaderElection) {
  public Settings {
    for (Duration each :
        new Duration[] {poll, resync, requestTimeout, firstRetry, longestRetry, keyLife}) {
      if (each.isNegative() || each.isZero()) {
        throw new IllegalArgumentException("durations must be positive, was " + each);
      }
    }
    if (concurrency < 1) {
      throw new IllegalArgumentException("concurrency must be at least 1, was " + concurrency);
    }
  }
}
