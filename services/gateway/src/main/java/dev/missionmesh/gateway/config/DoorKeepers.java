package dev.missionmesh.gateway.config;

import dev.missionmesh.gateway.application.Authenticator;
import dev.missionmesh.gateway.application.FailedAuthentications;
import dev.missionmesh.gateway.application.KeyCache;
import dev.missionmesh.gateway.application.KeyLookup;
import dev.missionmesh.gateway.application.KeyUsage;
import dev.missionmesh.gateway.application.KnownOrigins;
import dev.missionmesh.gateway.application.TenantCache;
import dev.missionmesh.gateway.application.TenantLookup;
import dev.missionmesh.gateway.application.TokenCache;
import dev.missionmesh.gateway.application.TokenVerifier;
import dev.missionmesh.gateway.application.UserAuthenticator;
import dev.missionmesh.gateway.domain.RouteTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Makes what knows nothing of the container. */
class DoorKeepers {
  private static final Duration LONGEST_BELIEF = Duration.ofSeconds(2);
  private static final Duration LONGEST_BELIEF_IN_TOKENS = Duration.ofSeconds(30);

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
    Duration believed = bounded("keys.believed", keys.believed(), LONGEST_BELIEF);
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

  @Produces
  @Singleton
  TokenCache tokens(TokenVerifier verifier, GatewayConfig config, OidcConfig oidc) {
    Duration believed = bounded("oidc.believed", oidc.believed(), LONGEST_BELIEF_IN_TOKENS);
    return new TokenCache(
        verifier, believed, oidc.cached(), config.keys().lookups(), System::nanoTime);
  }

  @Produces
  @Singleton
  UserAuthenticator users(
      TokenVerifier verifier, TokenCache tokens, TenantCache tenants, Clock clock) {
    return new UserAuthenticator(verifier, tokens, tenants, clock);
  }

  private static Duration bounded(String name, Duration value, Duration longest) {
    if (!value.isPositive() || value.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "mesh.gateway." + name + " must be positive and at most " + longest + ", was " + value);
    }
    return value;
  }

  @Produces
  @Singleton
  FailedAuthentications failures(GatewayConfig config, Clock clock) {
    return new FailedAuthentications(clock, config.failures().groups());
  }
}
