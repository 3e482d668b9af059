package dev.missionmesh.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.tenancy.Principal;
import dev.missionmesh.tenancy.Scopes;
import dev.missionmesh.tenancy.TenantId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyGrantTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");

  @Test
  void withholdsWhatTheGiverLacks() {
    Principal giver = principal(ACME, Scopes.KEYS_ADMIN, Scopes.MISSIONS_READ);

    assertThat(KeyGrant.withheld(giver, ACME, Set.of(Scopes.MISSIONS_READ))).isEmpty();
    assertThat(KeyGrant.withheld(giver, ACME, Set.of(Scopes.MISSIONS_WRITE)))
        .containsExactly(Scopes.MISSIONS_WRITE);
  }

  @Test
  void letsTheKeeperOfTenantsGiveTenantScopesElsewhereOnly() {
    Principal keeper = principal(TenantId.SYSTEM, Scopes.TENANTS_ADMIN);

    assertThat(KeyGrant.withheld(keeper, OTHER, Scopes.TENANT)).isEmpty();
    assertThat(KeyGrant.withheld(keeper, OTHER, Scopes.SYSTEM)).isEqualTo(Scopes.SYSTEM);
    assertThat(KeyGrant.withheld(keeper, TenantId.SYSTEM, Set.of(Scopes.MISSIONS_READ)))
        .isNotEmpty();
  }

  @Test
  void asksForAnotherScopeAbroad() {
    Principal own = principal(ACME, Scopes.KEYS_ADMIN);
    Principal keeper = principal(TenantId.SYSTEM, Scopes.TENANTS_ADMIN);

    assertThat(KeyGrant.mayAdminister(own, ACME)).isTrue();
    assertThat(KeyGrant.mayAdminister(own, OTHER)).isFalse();
    assertThat(KeyGrant.mayAdminister(keeper, OTHER)).isTrue();
    assertThat(KeyGrant.mayAdminister(keeper, TenantId.SYSTEM)).isFalse();
  }

  @Test
  void holdsSystemScopesInTheSystemOnly() {
    assertThat(KeyGrant.holdable(TenantId.SYSTEM))
        .containsAll(Scopes.SYSTEM)
        .containsAll(Scopes.TENANT);
    assertThat(KeyGrant.holdable(ACME)).isEqualTo(Scopes.TENANT).doesNotContain(Scopes.NODE_WORK);
  }

  private static Principal principal(TenantId tenant, String... scopes) {
    return new Principal(tenant, "key:x", Set.of(scopes), "gateway");
  }
}
