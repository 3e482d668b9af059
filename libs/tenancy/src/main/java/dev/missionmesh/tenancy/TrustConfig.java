package dev.missionmesh.tenancy;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Keys for the tokens between services. */
@StaticInitSafe
@ConfigMapping(prefix = "mesh.trust")
public interface TrustConfig {
  /**
   * Directory of the public keys, one file {@code <service>.jwks.json} (a JWK set) or {@code <service>.jwk.json} (one key) each.
   * Changes are seen within {@link #reload()}, a key nobody has heard of at once.
   */
  Optional<Path> directory();

  /**
   * File with this service's private Ed25519 JWK. Needed only by a service that calls others. Replaced by another key, that signs
   * within {@link #reload()}, so its public half has to lie in every {@link #directory()} before.
   */
  Optional<Path> privateKey();

  /** How long keys are used before their files are looked at again. Positive. */
  @WithDefault("PT2S")
  Duration reload();

  /** Life of a token minted here. At most 60 s: longer ones are refused. */
  @WithDefault("PT60S")
  Duration tokenLife();
}
