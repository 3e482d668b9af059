package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.application.Authenticator;
import dev.missionmesh.gateway.application.KeyCache;
import dev.missionmesh.gateway.application.KeyLookup;
import dev.missionmesh.gateway.application.KeyUsage;
import dev.missionmesh.gateway.application.KnownOrigins;
import dev.missionmesh.gateway.application.TenantCache;
import dev.missionmesh.gateway.application.TenantLookup;
import dev.missionmesh.gateway.domain.RouteTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes what knows nothing of the container. */
class DoorKeepers {
  private static final Duration LONGEST_BELIEF = Duration.ofSeconds(2);

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  RouteTable routes() {
    return new RouteTable();
  }

  @Produces
  @Singleton
  KeyUsage usage() {
    return new KeyUsage();
  }

  @Produces
  @Singleton
  KeyCache cache(KeyLookup lookup, GatewayConfig config) {
    GatewayConfig.Keys keys = config.keys();
    Duration believed = keys.believed();
    if (!believed.isPositive() || believed.compareTo(LONGEST_BELIEF) > 0) {
      throw new IllegalArgumentException(
          "mesh.gateway.keys.believed must be positive and at most PT2S, was " + believed);
    }
    return new KeyCache(lookup, believed, keys.cached(), keys.lookups(), System::nanoTime);
  }

  @Produces
  @Singleton
  TenantCache tenants(TenantLookup lookup, GatewayConfig config) {
    GatewayConfig.Keys keys = config.keys();
    return new TenantCache(
        lookup, keys.believed(), keys.cached(), keys.lookups(), System::nanoTime);
  }

  @Produces
  @Singleton
  KnownOrigins origins(TenantLookup lookup, GatewayConfig config) {
    return new KnownOrigins(lookup, config.keys().believed(), System::nanoTime);
  }

  @Produces
  @Singleton
  Authenticator authenticator(KeyCache cache, KeyUsage usage, Clock clock) {
    return new Authenticator(cache, usage, clock);
  }
}
