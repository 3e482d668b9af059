package dev.missionmesh.sandboxruntime.kubernetes;

import java.time.Duration;

/**
 * How a node keeps its sandboxes on a cluster.
 *
 * @param namespace where Pods, their inputs and the node's Lease are; nothing else should be there
 * @param pods what every Pod is made of
 * @param most Pods of this node that may be there at one time, those included that are being
 *     removed
 * @param startTimeout how long a Pod may take to start, with scheduling and fetching its image, and
 *     how long an API server that does not answer is asked again
 * @param lease how long the node's Lease counts without being renewed
 * @param resync how often the state of all Pods is looked at although nothing was told
 */
public record KubernetesSettings(
    String namespace,
    PodTerms pods,
    int most,
    Duration startTimeout,
    Duration lease,
    Duration resync) {}
