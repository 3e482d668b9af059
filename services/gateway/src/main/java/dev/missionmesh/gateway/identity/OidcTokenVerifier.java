package dev.missionmesh.gateway.identity;

import dev.missionmesh.gateway.application.TokenVerifier;
import dev.missionmesh.gateway.application.Verdict;
import dev.missionmesh.gateway.config.OidcConfig;
import dev.missionmesh.gateway.domain.Refusal;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OidcConfigurationMetadata;
import io.quarkus.oidc.Tenant;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Checks tokens with the keys that the issuer publishes: asymmetric signatures only, whatever the
 * token says of itself; keys by {@code kid} out of the published set only, never from the token or
 * an address in it.
 */
@ApplicationScoped
class OidcTokenVerifier implements TokenVerifier {
  private static final Logger LOG = Logger.getLogger(OidcTokenVerifier.class);
  private static final String METADATA = "configuration-metadata";
  private static final int LONGEST = 8 * 1024;
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final boolean on;
  private final long refreshNanos;
  private final TenantIdentityProvider issuer;
  private final TokenClaims claims;
  private final Clock clock;
  private volatile boolean wasReached;
  private volatile Long silentSince;
  private volatile OidcConfigurationMetadata metadata;

  OidcTokenVerifier(
      OidcConfig config, @Tenant(IssuerTenant.NAME) TenantIdentityProvider issuer, Clock clock) {
    this.on = config.issuer().isPresent();
    this.refreshNanos = config.refreshKeys().toNanos();
    this.issuer = issuer;
    this.claims = new TokenClaims(config);
    this.clock = clock;
  }

  @Override
  public boolean isOn() {
    return on;
  }

  @Override
  public Uni<Verdict> verify(String token) {
    if (!on || token.length() > LONGEST || !TokenClaims.isAccessToken(token)) {
      return refused(Refusal.INVALID_TOKEN);
    }
    if (!wasReached && wasSilentWithin(PAUSE_NANOS)) {
      return Uni.createFrom()
          .failure(new IllegalStateException("the issuer has not answered yet"));
    }
    return Uni.createFrom()
        .deferred(() -> issuer.authenticate(new AccessTokenCredential(token)))
        .map(identity -> admitted(identity, token))
        .onFailure()
        .recoverWithUni(this::judge);
  }

  private Verdict admitted(SecurityIdentity identity, String token) {
    wasReached = true;
    metadata = identity.getAttribute(METADATA);
    return claims.judge(token, clock.instant());
  }

  /** What the issuer said of itself; null until it could first be asked. */
  OidcConfigurationMetadata metadata() {
    return metadata;
  }

  /** Refuses what was examined; whatever else went wrong means that nothing can be said. */
  private Uni<Verdict> judge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJwtException invalid) {
        wasReached = true;
        boolean keysAreStale =
            invalid.getCause() instanceof UnresolvableKeyException && wasSilentWithin(refreshNanos);
        if (keysAreStale) {
          break;
        }
        return refused(invalid.hasExpired() ? Refusal.EXPIRED : Refusal.INVALID_TOKEN);
      }
    }
    if (failure instanceof AuthenticationFailedException && failure.getCause() == null) {
      return refused(Refusal.INVALID_TOKEN);
    }
    if (!wasSilentWithin(refreshNanos)) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      LOG.warnf("the issuer cannot be asked: %s", cause);
      silentSince = System.nanoTime();
    }
    return Uni.createFrom().failure(failure);
  }

  private boolean wasSilentWithin(long nanos) {
    Long since = silentSince;
    return since != null && System.nanoTime() - since < nanos;
  }

  private static Uni<Verdict> refused(Refusal reason) {
    return Uni.createFrom().item(new Verdict.Refused(reason));
  }
}
