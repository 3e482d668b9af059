package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may give which scopes to a key: nobody more than he has, except that the keeper of tenants
 * equips other tenants.
 */
public final class KeyGrant {
  /** The scopes that a key of a tenant may hold at all. */
  public static Set<String> holdable(TenantId tenant) {
    Set<String> scopes = new HashSet<>(Scopes.TENANT);
    if (tenant.equals(TenantId.SYSTEM)) {
      scopes.addAll(Scopes.SYSTEM);
    }
    return scopes;
  }

  /** True if the principal may administer keys of the tenant. */
  public static boolean mayAdminister(Principal who, TenantId tenant) {
    return who.may(tenant.equals(who.tenant()) ? Scopes.KEYS_ADMIN : Scopes.TENANTS_ADMIN);
  }

  /**
   * Those of the scopes that the principal may not give to a key of the tenant, in alphabetical
   * order.
   */
  public static Set<String> withheld(Principal who, TenantId tenant, Collection<String> scopes) {
    Set<String> withheld = new TreeSet<>(scopes);
    withheld.removeAll(tenant.equals(who.tenant()) ? who.scopes() : Scopes.TENANT);
    return withheld;
  }

  private KeyGrant() {}
}
