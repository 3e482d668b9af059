package dev.missionmesh.policyengine;

import java.util.Set;

/**
 * Which requests a rule is about. An empty set does not restrict, except the capabilities of an
 * allow rule.
 *
 * <p>Capabilities fail safe: a deny or an approval applies when any requested capability is listed
 * (none listed: to every request); an allow applies only when every requested capability is listed
 * (none listed: only to requests for none). {@code *} in an allow rule lists them all.
 */
public record Match(
    Set<String> zones,
    Set<String> capabilities,
    Set<String> riskTiers,
    Set<String> tenants,
    Set<String> executors) {
  static final String ANY = "*";
  static final Match EVERYTHING = new Match(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public Match {
    zones = Set.copyOf(zones);
    capabilities = Set.copyOf(capabilities);
    riskTiers = Set.copyOf(riskTiers);
    tenants = Set.copyOf(tenants);
    executors = Set.copyOf(executors);
  }

  /** Whether all but the zone fits; the index has taken care of zones. */
  boolean fits(Effect effect, DecisionRequest request) {
    return admits(riskTiers, request.riskTier())
        && admits(tenants, request.tenant())
        && admits(executors, request.executor())
        && fitsCapabilities(effect, request.capabilities());
  }

  private boolean fitsCapabilities(Effect effect, Set<String> requested) {
    if (effect == Effect.ALLOW) {
      return requested.isEmpty()
          || capabilities.contains(ANY)
          || capabilities.containsAll(requested);
    }
    if (capabilities.isEmpty()) return true;
    for (String capability : requested) {
      if (capabilities.contains(capability)) return true;
    }
    return false;
  }

  private static boolean admits(Set<String> restriction, String value) {
    return restriction.isEmpty() || restriction.contains(value);
  }
}
