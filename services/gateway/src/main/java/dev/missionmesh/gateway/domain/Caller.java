package dev.missionmesh.gateway.domain;

import dev.missionmesh.tenancy.TenantId;
import java.util.Set;

/** Who was let in: the bearer of an API key, or a person for whom an OpenID issuer vouches. */
public sealed interface Caller permits KnownKey, KnownUser {
  /** On whose behalf he acts. */
  TenantId tenant();

  /** Subject of the internal tokens made for him: {@code key:<id>} or {@code user:<subject>}. */
  String subject();

  /** What he may do at most. */
  Set<String> scopes();

  /** Names what he presented: callers of one credential pass and fall together. */
  String credential();
}
