package dev.missionmesh.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * Public keys in files: {@code <service>.jwks.json} holds a JWK set (RFC 7517), {@code <service>.jwk.json} a single key. The
 * member {@code exp} of a key (seconds since 1970, as OpenID Federation's historical keys have it) is when it is no longer
 * believed. A key whose id does not begin with its service's name is nobody's.
 */
final class TrustDirectory implements FileBacked.Origin<Map<String, TrustedKeys.Trusted>> {
  private static final Logger LOG = Logger.getLogger(TrustDirectory.class);
  private static final String SET = ".jwks.json";
  private static final String SINGLE = ".jwk.json";

  private final Path directory;

  TrustDirectory(Path directory) {
    this.directory = directory;
  }

  @Override
  public Object stamp() throws IOException {
    return keyFiles().stream().map(FileStamp::of).toList();
  }

  @Override
  public Map<String, TrustedKeys.Trusted> read() throws IOException {
    Map<String, TrustedKeys.Trusted> keys = new HashMap<>();
    keyFiles().forEach(file -> add(file, keys));
    return Map.copyOf(keys);
  }

  private List<Path> keyFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(SET) || f.toString().endsWith(SINGLE)).sorted().toList();
    }
  }

  private static void add(Path file, Map<String, TrustedKeys.Trusted> into) {
    String name = file.getFileName().toString();
    boolean set = name.endsWith(SET);
    String issuer = name.substring(0, name.length() - (set ? SET : SINGLE).length());
    try {
      Map<String, Object> json = JsonUtil.parseJson(Files.readString(file));
      for (Map<String, Object> jwk : set ? keysOf(json) : List.of(json)) {
        TrustedKeys.Trusted key = key(issuer, jwk);
        into.put(key.id(), key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JoseException | RuntimeException e) {
      LOG.warnf("trust directory: %s cannot be used: %s", name, e.getMessage());
    }
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> keysOf(Map<String, Object> set) throws JoseException {
    Object keys = set.get("keys");
    if (keys == null) throw new JoseException("it has no keys");
    return (List<Map<String, Object>>) keys;
  }

  private static TrustedKeys.Trusted key(String issuer, Map<String, Object> json) throws JoseException {
    OctetKeyPairJsonWebKey jwk = new OctetKeyPairJsonWebKey(json);
    if (jwk.getKeyId() == null || !jwk.getKeyId().startsWith(issuer + "-")) {
      throw new JoseException("its key id does not begin with " + issuer + "-");
    }
    Instant until = json.get("exp") instanceof Number end ? Instant.ofEpochSecond(end.longValue()) : Instant.MAX;
    return new TrustedKeys.Trusted(
        jwk.getKeyId(), issuer, jwk.getPublicKey(), until, jwk.toParams(OutputControlLevel.PUBLIC_ONLY));
  }
}
