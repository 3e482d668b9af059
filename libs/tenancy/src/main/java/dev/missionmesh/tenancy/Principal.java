package dev.missionmesh.tenancy;

import java.util.Set;

/**
 * Who acts.
 *
 * @param tenant on whose behalf
 * @param subject {@code key:<id>}, {@code user:<name>}, {@code node:<id>} or {@code service:<name>}
 * @param scopes what the token allows
 * @param issuer the service that vouches for it
 */
public record Principal(TenantId tenant, String subject, Set<String> scopes, String issuer) {
  public Principal {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(String scope) {
    return scopes.contains(scope);
  }
}
