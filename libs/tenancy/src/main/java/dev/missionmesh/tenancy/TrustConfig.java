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
  /** Directory of the public keys, one file {@code <service>.jwk.json} each. Changes are seen within {@link #reload()}. */
  Optional<Path> directory();

  /** File with this service's private Ed25519 JWK. Needed only by a service that calls others. */
  Optional<Path> privateKey();

  /** How long a key set read from the directory is used before it is looked at again. Positive. */
  @WithDefault("PT2S")
  Duration reload();

  /** Life of a token minted here. At most 60 s: longer ones are refused. */
  @WithDefault("PT60S")
  Duration tokenLife();
}
