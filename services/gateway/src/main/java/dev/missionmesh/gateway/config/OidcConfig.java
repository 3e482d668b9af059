package dev.missionmesh.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tokens of an OpenID issuer beside API keys. */
@ConfigMapping(prefix = "mesh.gateway.oidc")
public interface OidcConfig {
  /**
   * The issuer, as its tokens name it in {@code iss}; its keys are found by OpenID discovery. Unset
   * means that only API keys open the door.
   */
  Optional<URI> issuer();

  /** What a token must name in {@code aud}. */
  @WithDefault("missionmesh-gateway")
  String audience();

  /** The clients whose tokens are taken ({@code azp} or {@code client_id}); unset means any. */
  Optional<List<String>> clients();

  /** The claim that names the tenant. */
  @WithDefault("tenant")
  String tenantClaim();

  /** The claim that lists the roles, with slashes between its levels. */
  @WithDefault("realm_access/roles")
  String rolesClaim();

  /** How far the clocks of issuer and mesh may differ. Whole seconds, at most 60. */
  @WithDefault("PT5S")
  Duration skew();

  /**
   * How long a token that was checked is believed, at most to its end. Positive, at most 30 s;
   * longer means fewer signatures checked and a withdrawn signing key that still serves.
   */
  @WithDefault("PT10S")
  Duration believed();

  /** Number of good tokens held in memory. Positive. */
  @WithDefault("4000")
  int cached();

  /**
   * How often the issuer's keys are fetched again at most when a token names an unknown one.
   * Positive.
   */
  @WithDefault("PT5S")
  Duration refreshKeys();

  /**
   * Public base address of this mesh, told to clients that ask which issuer to go to; unset means
   * the host they address.
   */
  Optional<URI> resource();

  /**
   * Whether the issuer, a Keycloak with Authorization Services, is asked before each administrative
   * operation of a person. Closed when it cannot answer. API keys are not concerned.
   */
  @WithDefault("false")
  boolean authorizationServices();
}
