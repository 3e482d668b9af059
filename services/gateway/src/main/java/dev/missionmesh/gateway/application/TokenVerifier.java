package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;

/** Checks the tokens of the OpenID issuer. */
public interface TokenVerifier {
  /** True if this mesh takes tokens of an issuer at all. */
  boolean isOn();

  /**
   * Checks form, algorithm, signature, issuer, audience, times and claims; of the tenant only that
   * it is named. Fails if it cannot be told right now, in which case nobody passes.
   */
  Uni<Verdict> verify(String token);
}
