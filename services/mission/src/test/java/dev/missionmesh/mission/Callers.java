package dev.missionmesh.mission;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Requests as the other services make them. */
public final class Callers {
  private static final String TENANT_SCOPES =
      "missions:read missions:write deadletters:write nodes:read";

  /** A tenant's key with every scope, through the gateway. */
  public static RequestSpecification tenant(String tenant) {
    return caller("gateway", tenant, "key:k1", TENANT_SCOPES);
  }

  public static RequestSpecification node(String node) {
    return caller("sandbox-runtime", "system", "node:" + node, "node:work");
  }

  public static RequestSpecification indexer() {
    return caller("search-indexer", "system", "service:search-indexer", "missions:export");
  }

  static RequestSpecification caller(String issuer, String tenant, String subject, String scopes) {
    return given()
        .contentType("application/json")
        .header("Authorization", "Bearer " + token(issuer, tenant, subject, scopes));
  }

  /** A tenant's token. */
  public static String token(String tenant) {
    return token("gateway", tenant, "key:k1", TENANT_SCOPES);
  }

  private static String token(String issuer, String tenant, String subject, String scopes) {
    try {
      String jwk = ConfigProvider.getConfig().getValue("test.key." + issuer, String.class);
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
      NumericDate now = NumericDate.now();
      JwtClaims claims = new JwtClaims();
      claims.setIssuer(issuer);
      claims.setAudience("mission");
      claims.setSubject(subject);
      claims.setStringClaim("tenant", tenant);
      claims.setStringClaim("scope", scopes);
      claims.setIssuedAt(now);
      claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + 60));
      claims.setJwtId(UUID.randomUUID().toString());
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmHeaderValue("EdDSA");
      jws.setKeyIdHeaderValue(key.getKeyId());
      jws.setKey(key.getPrivateKey());
      jws.setPayload(claims.toJson());
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private Callers() {}
}
