package dev.missionmesh.tenancy;

import java.util.Set;

/** What each service may say in the tokens it mints: a stolen key opens no more than its owner's doors. */
final class TrustedIssuers {
  static boolean mayClaim(String issuer, TenantId tenant, String subject, Set<String> scopes) {
    return switch (issuer) {
      case "gateway" ->
          (subject.startsWith("key:") || subject.startsWith("user:"))
              && scopes.stream().allMatch(s -> Scopes.TENANT.contains(s) || Scopes.SYSTEM.contains(s));
      case "sandbox-runtime" ->
          subject.startsWith("node:")
              && tenant.equals(TenantId.SYSTEM)
              && Set.of(Scopes.NODE_WORK).containsAll(scopes);
      case "search-indexer" ->
          service(issuer, tenant, subject) && Set.of(Scopes.MISSIONS_EXPORT).containsAll(scopes);
      case "telemetry" ->
          service(issuer, tenant, subject) && Set.of(Scopes.NODES_READ).containsAll(scopes);
      default -> false;
    };
  }

  private static boolean service(String issuer, TenantId tenant, String subject) {
    return tenant.equals(TenantId.SYSTEM) && subject.equals("service:" + issuer);
  }

  private TrustedIssuers() {}
}
