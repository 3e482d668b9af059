package dev.missionmesh.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;

/**
 * A token put together by hand, so that anything can be wrong with it; as it is made, it is the one
 * that the issuer would give the command line of a writer of acme.
 */
final class Jwt {
  final JsonObject header;
  final JsonObject claims;
  private RsaJsonWebKey key;

  private Jwt(RsaJsonWebKey key, JsonObject claims) {
    this.key = key;
    this.header =
        new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", key.getKeyId());
    this.claims = claims;
  }

  static Jwt good(RsaJsonWebKey key, String issuer) {
    long now = Instant.now().getEpochSecond();
    return new Jwt(
        key,
        new JsonObject()
            .put("iss", issuer)
            .put("aud", new JsonArray().add("missionmesh-gateway").add("account"))
            .put("sub", "6f0e1c1e-8a53-4f3d-9a53-0c1d7f3b2a10")
            .put("typ", "Bearer")
            .put("azp", "missionmesh-cli")
            .put("iat", now)
            .put("exp", now + 60)
            .put("jti", UUID.randomUUID().toString())
            .put("tenant", "acme")
            .put("scope", "openid")
            .put("realm_access", new JsonObject().put("roles", new JsonArray().add("writer"))));
  }

  static RsaJsonWebKey newKey(String keyId) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(keyId);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value null takes the field away. */
  Jwt header(String name, Object value) {
    return put(header, name, value);
  }

  /** A value null takes the claim away. */
  Jwt claim(String name, Object value) {
    return put(claims, name, value);
  }

  Jwt roles(String... roles) {
    return claim("realm_access", new JsonObject().put("roles", JsonArray.of((Object[]) roles)));
  }

  Jwt signedBy(RsaJsonWebKey other) {
    key = other;
    return this;
  }

  private Jwt put(JsonObject into, String name, Object value) {
    if (value == null) {
      into.remove(name);
    } else {
      into.put(name, value);
    }
    return this;
  }

  /** What is signed. */
  String body() {
    return encode(header.encode()) + "." + encode(claims.encode());
  }

  /** The token with an RSA signature, whatever its header says. */
  String signed() {
    return sign(body(), key.getPrivateKey());
  }

  static String sign(String body, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(body.getBytes(StandardCharsets.US_ASCII));
      return body + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token with a MAC, as if the bytes were a shared secret. */
  String sealed(String bits, byte[] secret) {
    try {
      header.put("alg", "HS" + bits);
      Mac mac = Mac.getInstance("HmacSHA" + bits);
      mac.init(new SecretKeySpec(secret, "HmacSHA" + bits));
      return body() + "." + encode(mac.doFinal(body().getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
