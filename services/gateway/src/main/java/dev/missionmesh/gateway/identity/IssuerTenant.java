package dev.missionmesh.gateway.identity;

import dev.missionmesh.gateway.config.OidcConfig;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Tells the OpenID library of the issuer, if there is one. It is used for what the door hands it
 * only: the library's own way into requests stays shut, since behind the door there are internal
 * tokens alone.
 */
@ApplicationScoped
class IssuerTenant {
  /** No path segment can name it, so no request selects it by itself. */
  static final String NAME = "issuer of the mesh";

  private static final Duration LONGEST_SKEW = Duration.ofMinutes(1);

  void register(@Observes Oidc oidc, OidcConfig config) {
    config.issuer().ifPresent(issuer -> oidc.create(tenant(issuer.toString(), config)));
  }

  private static OidcTenantConfig tenant(String issuer, OidcConfig config) {
    if (config.skew().isNegative() || config.skew().compareTo(LONGEST_SKEW) > 0) {
      throw new IllegalArgumentException(
          "mesh.gateway.oidc.skew must be PT0S to PT60S, was " + config.skew());
    }
    return OidcTenantConfig.authServerUrl(issuer)
        .tenantId(NAME)
        .applicationType(ApplicationType.SERVICE)
        .token()
        .issuer(issuer)
        .audience(config.audience())
        .subjectRequired()
        .issuedAtRequired()
        .lifespanGrace((int) config.skew().toSeconds())
        .forcedJwkRefreshInterval(config.refreshKeys())
        .allowJwtIntrospection(false)
        .allowOpaqueTokenIntrospection(false)
        .end()
        .build();
  }
}
