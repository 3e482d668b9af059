package dev.missionmesh.tenancy;

import java.nio.file.Path;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys of the services, read from a directory that may change while the service runs. The issuer a key speaks for is
 * the name of its file, never what a token says.
 */
final class TrustedKeys {
  /**
   * A key and the service that owns it.
   *
   * @param until when it is no longer believed; {@link Instant#MAX} for one that is in use
   * @param jwk its public half as it is handed on
   */
  record Trusted(String id, String issuer, Key key, Instant until, Map<String, Object> jwk) {}

  /** A key id that is not known makes the directory be looked at again, but no more often than this. */
  private static final Duration UNKNOWN = Duration.ofMillis(200);

  private final FileBacked<Map<String, Trusted>> known;
  private final Clock clock;

  TrustedKeys(Path directory, Duration reload) {
    this(directory, reload, Clock.systemUTC());
  }

  TrustedKeys(Path directory, Duration reload, Clock clock) {
    this.known = new FileBacked<>(new TrustDirectory(directory), reload);
    this.clock = clock;
  }

  Optional<Trusted> find(String keyId) {
    Trusted key = known.get().get(keyId);
    if (key == null) {
      key = known.getNow(UNKNOWN).get(keyId);
    }
    return Optional.ofNullable(key).filter(this::holds);
  }

  /** The keys that one service's tokens may be signed with, as JWKs without anything private. */
  List<Map<String, Object>> publishedBy(String issuer) {
    return known.get().values().stream()
        .filter(key -> key.issuer().equals(issuer) && holds(key))
        .sorted(java.util.Comparator.comparing(Trusted::id))
        .map(Trusted::jwk)
        .toList();
  }

  private boolean holds(Trusted key) {
    return clock.instant().isBefore(key.until());
  }
}
