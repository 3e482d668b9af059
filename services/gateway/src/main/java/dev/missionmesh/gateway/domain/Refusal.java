package dev.missionmesh.gateway.domain;

import java.util.Locale;

/**
 * Why a request was not let in. For metrics: a caller is not told which, but for the bearer of a
 * good key of a suspended tenant.
 */
public enum Refusal {
  MISSING,
  MALFORMED,
  UNKNOWN,
  REVOKED,
  EXPIRED,
  SUSPENDED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
