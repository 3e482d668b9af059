package dev.missionmesh.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * A service that calls the one under test, with a key of its own.
 *
 * @param name the service's name
 * @param key its private key as JWK, by which it can be handed on in a setting
 */
public record TestIssuer(String name, String key) {
  private static final int TOKEN_SECONDS = 60;

  /** An issuer with a fresh key whose public half is put into a trust directory. */
  public static TestIssuer trustedIn(Path directory, String name) {
    try {
      OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
      key.setKeyId(name + "-1");
      Path file = directory.resolve(name + ".jwk.json");
      Files.writeString(file, key.toJson(OutputControlLevel.PUBLIC_ONLY));
      file.toFile().deleteOnExit();
      return new TestIssuer(name, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An internal token as this issuer mints them. */
  public String token(String audience, String tenant, String subject, String scopes) {
    NumericDate now = NumericDate.now();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(name);
    claims.setAudience(audience);
    claims.setSubject(subject);
    claims.setStringClaim("tenant", tenant);
    claims.setStringClaim("scope", scopes);
    claims.setIssuedAt(now);
    claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + TOKEN_SECONDS));
    claims.setJwtId(UUID.randomUUID().toString());
    return signed(claims);
  }

  private String signed(JwtClaims claims) {
    try {
      PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(key);
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue("EdDSA");
      jws.setKeyIdHeaderValue(jwk.getKeyId());
      jws.setKey(jwk.getPrivateKey());
      jws.setPayload(claims.toJson());
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
