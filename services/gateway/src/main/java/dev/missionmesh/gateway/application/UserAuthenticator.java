package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Caller;
import dev.missionmesh.gateway.domain.KnownTenant;
import dev.missionmesh.gateway.domain.KnownUser;
import dev.missionmesh.gateway.domain.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells whether the bearer of an OpenID token may pass: the token holds, and its tenant is one of
 * this mesh that is not suspended. What was found of a token serves for a few seconds and never
 * beyond its end.
 */
public final class UserAuthenticator {
  private final TokenVerifier verifier;
  private final TokenCache tokens;
  private final TenantCache tenants;
  private final Clock clock;

  public UserAuthenticator(
      TokenVerifier verifier, TokenCache tokens, TenantCache tenants, Clock clock) {
    this.verifier = verifier;
    this.tokens = tokens;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** True if this mesh takes tokens of an issuer at all. */
  public boolean isOn() {
    return verifier.isOn();
  }

  /** The verdict if it can be given at once; null if something has to be read first. */
  public Verdict atOnce(String token) {
    if (!(tokens.atHand(token) instanceof Verdict.Admitted(Caller caller))) {
      return null;
    }
    Optional<KnownTenant> tenant = tenants.knownAtHand(caller.tenant());
    return tenant == null ? null : judge(caller, tenant);
  }

  /** The verdict; fails with {@link RecentReads.Unavailable}, in which case nobody passes. */
  public Uni<Verdict> ask(String token) {
    return tokens
        .find(token)
        .chain(
            verdict ->
                verdict instanceof Verdict.Admitted(Caller caller)
                    ? tenants.known(caller.tenant()).map(tenant -> judge(caller, tenant))
                    : Uni.createFrom().item(verdict));
  }

  /**
   * Whether somebody admitted earlier still is; true while the store, in which alone his tenant
   * could be suspended, cannot be asked.
   */
  public Uni<Boolean> stillAdmits(KnownUser user) {
    return tenants
        .known(user.tenant())
        .map(tenant -> judge(user, tenant) instanceof Verdict.Admitted)
        .onFailure(RecentReads.Unavailable.class)
        .recoverWithItem(() -> !user.lapsed(clock.instant()));
  }

  private Verdict judge(Caller caller, Optional<KnownTenant> tenant) {
    if (caller instanceof KnownUser user && user.lapsed(clock.instant())) {
      return new Verdict.Refused(Refusal.EXPIRED);
    }
    if (tenant.isEmpty()) {
      return new Verdict.Refused(Refusal.NO_TENANT);
    }
    return tenant.get().suspended()
        ? new Verdict.Refused(Refusal.SUSPENDED)
        : new Verdict.Admitted(caller);
  }
}
