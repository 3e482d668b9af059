package dev.missionmesh.tenancy;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** The principal of the request being served. */
@RequestScoped
public class CurrentPrincipal {
  private final SecurityIdentity identity;

  CurrentPrincipal(SecurityIdentity identity) {
    this.identity = identity;
  }

  /**
   * Who acts.
   *
   * @throws UnauthorizedException (401) if the request carries no valid token
   */
  public Principal get() {
    Principal principal = identity.getAttribute(InternalTokenMechanism.PRINCIPAL);
    if (principal == null) {
      throw new UnauthorizedException();
    }
    return principal;
  }

  public TenantId tenant() {
    return get().tenant();
  }
}
