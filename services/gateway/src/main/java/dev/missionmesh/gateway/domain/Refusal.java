package dev.missionmesh.gateway.domain;

import java.util.Locale;

/**
 * Why a request was not let in. For metrics: a caller is not told which, but for the bearer of a
 * good key or token of a suspended tenant, or of a good token of none.
 */
public enum Refusal {
  MISSING,
  MALFORMED,
  UNKNOWN,
  REVOKED,
  EXPIRED,
  SUSPENDED,
  /** An OpenID token that does not hold. */
  INVALID_TOKEN,
  /** An OpenID token that holds, of a tenant that this mesh does not have. */
  NO_TENANT,
  /** The authorization server does not grant an administrative operation. */
  NOT_GRANTED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
