package dev.missionmesh.tenancy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Makes keys and tokens, good ones and such as nobody should make. */
final class Smith {
  static OctetKeyPairJsonWebKey key(String id) {
    try {
      OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static String privateJson(OctetKeyPairJsonWebKey key) {
    return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
  }

  static Map<String, Object> published(OctetKeyPairJsonWebKey key, Instant until) {
    Map<String, Object> jwk = new LinkedHashMap<>(key.toParams(OutputControlLevel.PUBLIC_ONLY));
    if (until != null) {
      jwk.put("exp", until.getEpochSecond());
    }
    return jwk;
  }

  @SafeVarargs
  static String set(Map<String, Object>... keys) {
    return JsonUtil.toJson(Map.of("keys", List.of(keys)));
  }

  /** What a token of the gateway for mission says. */
  static Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    return new HashMap<>(
        Map.of(
            "iss", "gateway", "aud", "mission", "sub", "key:abc", "tenant", "acme", "scope", "missions:read",
            "iat", now, "exp", now + 60, "jti", UUID.randomUUID().toString()));
  }

  static Map<String, Object> claims(String name, Object value) {
    Map<String, Object> claims = claims();
    claims.put(name, value);
    return claims;
  }

  static String sign(OctetKeyPairJsonWebKey key, Map<String, Object> header, Map<String, Object> claims) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("EdDSA");
    jws.setKeyIdHeaderValue(key.getKeyId());
    header.forEach(jws.getHeaders()::setObjectHeaderValue);
    jws.setPayload(JsonUtil.toJson(claims));
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static String base64(Map<String, Object> json) {
    return base64(JsonUtil.toJson(json).getBytes(StandardCharsets.UTF_8));
  }

  static TrustConfig config(Path trust, Path privateKey, Duration reload) {
    return new TrustConfig() {
      @Override
      public Optional<Path> directory() {
        return Optional.of(trust);
      }

      @Override
      public Optional<Path> privateKey() {
        return Optional.of(privateKey);
      }

      @Override
      public Duration reload() {
        return reload;
      }

      @Override
      public Duration tokenLife() {
        return Duration.ofSeconds(60);
      }
    };
  }

  private Smith() {}
}
