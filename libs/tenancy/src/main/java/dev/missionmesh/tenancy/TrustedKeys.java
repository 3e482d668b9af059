package dev.missionmesh.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys of the services, read from a directory that may change while the service runs. The issuer a key speaks for is
 * the name of its file, never what a token says.
 */
final class TrustedKeys {
  /** A key and the service that owns it. */
  record Trusted(String issuer, Key key) {}

  private static final Logger LOG = Logger.getLogger(TrustedKeys.class);
  private static final String SUFFIX = ".jwk.json";

  private final Path directory;
  private final long reloadNanos;
  private volatile Map<String, Trusted> byKeyId = Map.of();
  private volatile long readAt;

  TrustedKeys(Path directory, Duration reload) {
    this.directory = directory;
    this.reloadNanos = reload.toNanos();
    this.readAt = System.nanoTime() - reloadNanos - 1;
  }

  Optional<Trusted> find(String keyId) {
    if (System.nanoTime() - readAt > reloadNanos) {
      reload();
    }
    return Optional.ofNullable(byKeyId.get(keyId));
  }

  private synchronized void reload() {
    if (System.nanoTime() - readAt <= reloadNanos) {
      return;
    }
    Map<String, Trusted> read = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.filter(file -> file.getFileName().toString().endsWith(SUFFIX)).forEach(f -> add(f, read));
      byKeyId = Map.copyOf(read);
    } catch (IOException | UncheckedIOException e) {
      LOG.warnf("trust directory cannot be read, the keys known stay: %s", e.getMessage());
    }
    readAt = System.nanoTime();
  }

  private static void add(Path file, Map<String, Trusted> into) {
    String name = file.getFileName().toString();
    String issuer = name.substring(0, name.length() - SUFFIX.length());
    // A second key of the same service, for rotation, is named <service>~<anything>.
    int variant = issuer.indexOf('~');
    issuer = variant < 0 ? issuer : issuer.substring(0, variant);
    try {
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
      into.put(key.getKeyId(), new Trusted(issuer, key.getPublicKey()));
    } catch (IOException | JoseException e) {
      LOG.warnf("trust directory: %s holds no key: %s", name, e.getMessage());
    }
  }
}
