package dev.missionmesh.tenancy;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Permission;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets requests with a valid internal token in, as the principal it names, with one permission per scope. */
@ApplicationScoped
class InternalTokenMechanism implements HttpAuthenticationMechanism {
  static final String PRINCIPAL = "mesh.principal";
  private static final String SCHEME = "Bearer ";

  private final Optional<InternalTokenVerifier> verifier;

  InternalTokenMechanism(
      TrustConfig config, @ConfigProperty(name = "quarkus.application.name") String audience) {
    verifier =
        config
            .directory()
            .map(d -> new InternalTokenVerifier(new TrustedKeys(d, config.reload()), audience));
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.startsWith(SCHEME)) {
      return Uni.createFrom().nullItem();
    }
    Optional<Principal> principal =
        verifier.flatMap(v -> v.verify(header.substring(SCHEME.length())));
    // A token that does not hold leaves the caller anonymous: every endpoint declares a permission, so none opens.
    return Uni.createFrom().item(principal.map(InternalTokenMechanism::identity).orElse(null));
  }

  private static SecurityIdentity identity(Principal principal) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(principal.subject()))
        .addAttribute(PRINCIPAL, principal)
        .addPermissionChecker(wanted -> Uni.createFrom().item(allows(principal, wanted)))
        .build();
  }

  /** {@code @PermissionsAllowed("missions:read")} arrives as a permission named missions with the action read. */
  private static boolean allows(Principal principal, Permission wanted) {
    String actions = wanted.getActions();
    String scope =
        actions == null || actions.isEmpty() ? wanted.getName() : wanted.getName() + ":" + actions;
    return principal.may(scope);
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
