package dev.missionmesh.policyengine;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What is asked of a snapshot: may this mission run? Each member is the variable {@code
 * mission.<member>} in conditions.
 *
 * @param principal who submits, {@code key:<id>} or {@code service:<name>}
 * @param executor one of {@link Rule#EXECUTORS}
 * @param riskTier one of {@link Rule#RISK_TIERS}; any other is refused here, so that no rule can
 *     overlook it
 * @param capabilities what the mission asks for beyond a bare sandbox; empty for nothing
 */
public record DecisionRequest(
    String tenant,
    String principal,
    String executor,
    String zone,
    String riskTier,
    Set<String> capabilities,
    Map<String, String> labels,
    int priority,
    long timeoutSeconds,
    double cpus,
    long memoryBytes,
    long diskBytes) {
  public DecisionRequest {
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(zone, "zone");
    if (!Rule.RISK_TIERS.contains(riskTier)) {
      throw new IllegalArgumentException("riskTier must be one of " + Rule.RISK_TIERS);
    }
    capabilities = Set.copyOf(capabilities);
    labels = Map.copyOf(labels);
  }
}
