package dev.missionmesh.gateway.edge;

import dev.missionmesh.gateway.application.RateLimiter;
import dev.missionmesh.gateway.config.RateConfig;
import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.Limit;
import dev.missionmesh.gateway.domain.Route;
import dev.missionmesh.gateway.domain.TenantLimits;
import dev.missionmesh.gateway.domain.TenantSettings;
import dev.missionmesh.gateway.domain.Tier;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets through what is within its limits. */
@Singleton
class Throttle {
  private static final String ADMIN = "admin";
  private static final int MOST_KEPT = 1000;

  private record Read(TenantSettings.Limits set, TenantLimits limits) {}

  private final Map<TenantId, Read> read = new ConcurrentHashMap<>();
  private final RateLimiter limiter;
  private final TenantLimits usual;
  private final LimitMetrics metrics;
  private final ClientAddress addresses;
  private final Limit address;

  Throttle(
      RateLimiter limiter,
      TenantLimits usual,
      LimitMetrics metrics,
      ClientAddress addresses,
      RateConfig config) {
    this.limiter = limiter;
    this.usual = usual;
    this.metrics = metrics;
    this.addresses = addresses;
    this.address = config.rates().address();
  }

  /** Calls on, at once or later on the same event loop, unless too much comes from the address. */
  void byAddress(Visit visit, Runnable onward) {
    String from = Networks.of(addresses.of(visit.request()));
    List<Allotment> one = List.of(new Allotment(Tier.ADDRESS, from, "", address));
    new Turnstile(visit, limiter, metrics, one, allowances -> onward.run()).pass();
  }

  /**
   * Calls on, at once or later on the same event loop, unless the caller, his tenant, or his tenant
   * at this route has come too often. The narrower limits are counted first, so that a key which is
   * refused uses up nothing of its tenant's.
   */
  void byBearer(
      Visit visit, Route route, Caller caller, TenantSettings.Limits set, Runnable onward) {
    new Turnstile(
            visit,
            limiter,
            metrics,
            allotments(route, caller, limits(caller.tenant(), set)),
            allowances -> {
              LimitHeaders.put(visit.routing().response(), allowances);
              onward.run();
            })
        .pass();
  }

  /** The limits of a tenant, of settings that are the same object until they are read again. */
  private TenantLimits limits(TenantId tenant, TenantSettings.Limits set) {
    Read known = read.get(tenant);
    if (known == null || known.set != set) {
      if (read.size() >= MOST_KEPT) {
        read.clear();
      }
      known = new Read(set, usual.with(set));
      read.put(tenant, known);
    }
    return known.limits;
  }

  private static List<Allotment> allotments(Route route, Caller caller, TenantLimits limit) {
    String tenant = caller.tenant().value();
    List<Allotment> all = new ArrayList<>(3);
    boolean admin =
        caller.scopes().contains(Scopes.KEYS_ADMIN)
            || caller.scopes().contains(Scopes.TENANTS_ADMIN);
    if (!admin) {
      all.add(new Allotment(Tier.KEY, tenant, caller.subject(), limit.key()));
    }
    Limit endpoint = limit.endpoints().get(route.template());
    if (endpoint != null) {
      all.add(new Allotment(Tier.ENDPOINT, tenant, route.template(), endpoint));
    }
    all.add(
        admin
            ? new Allotment(Tier.TENANT, tenant, ADMIN, limit.admin())
            : new Allotment(Tier.TENANT, tenant, "", limit.tenant()));
    return all;
  }
}
