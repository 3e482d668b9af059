package dev.missionmesh.sandboxruntime.kubernetes;

import java.util.List;
import java.util.Map;

/**
 * What every sandbox Pod is made of.
 *
 * @param image needs {@code sh}, {@code dd}, {@code base64}, {@code cat}, {@code env} and {@code
 *     setsid}
 * @param pullPolicy {@code IfNotPresent}, {@code Always} or {@code Never}
 * @param pullSecrets names of Secrets in the Pods' namespace
 * @param runtimeClass such as {@code gvisor}; null for the cluster's own
 * @param userNamespaces whether each Pod gets a user namespace ({@code hostUsers: false})
 * @param uidBase first of the 2^28 host user ids of Pods without one
 * @param requestPercent how much of its limits is set aside for a Pod, 1 to 100
 * @param nodeSelector labels of the nodes on which Pods may run
 */
public record PodTerms(
    String image,
    String pullPolicy,
    List<String> pullSecrets,
    String runtimeClass,
    boolean userNamespaces,
    int uidBase,
    int requestPercent,
    Map<String, String> nodeSelector) {}
