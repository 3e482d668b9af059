package dev.missionmesh.gateway.domain;

import java.util.HashMap;
import java.util.Map;

/**
 * How often the bearers of a tenant's keys may knock.
 *
 * @param tenant all keys together but those of administrators
 * @param key each of these keys
 * @param admin all keys of administrators together: who has to put something right gets in though
 *     the tenant's programs have used up theirs
 * @param endpoints all keys together at one route, by its template; routes that are not named here
 *     have no limit of their own
 */
public record TenantLimits(Limit tenant, Limit key, Limit admin, Map<String, Limit> endpoints) {
  public TenantLimits {
    endpoints = Map.copyOf(endpoints);
  }

  /**
   * These limits with what is set for one tenant in their place. What is set for all keys raises
   * that of administrators and of each key with it, but never lowers it.
   */
  public TenantLimits with(TenantSettings.Limits set) {
    Map<String, Limit> routes = new HashMap<>(endpoints);
    set.endpointsPerMinute().forEach((route, number) -> routes.put(route, Limit.perMinute(number)));
    if (set.tenantPerMinute() == null) {
      return new TenantLimits(tenant, each(set, key), admin, routes);
    }
    Limit all = Limit.perMinute(set.tenantPerMinute());
    return new TenantLimits(
        all, each(set, all.isAbove(key) ? all : key), all.isAbove(admin) ? all : admin, routes);
  }

  private static Limit each(TenantSettings.Limits set, Limit otherwise) {
    return set.keyPerMinute() == null ? otherwise : Limit.perMinute(set.keyPerMinute());
  }
}
