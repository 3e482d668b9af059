package dev.missionmesh.telemetry;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Requests as the gateway forwards them. */
final class Callers {

  static RequestSpecification caller(String tenant, String scopes) {
    return given().header("Authorization", "Bearer " + token(tenant, scopes));
  }

  private static String token(String tenant, String scopes) {
    try {
      String jwk = ConfigProvider.getConfig().getValue("test.gateway-key", String.class);
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
      NumericDate now = NumericDate.now();
      JwtClaims claims = new JwtClaims();
      claims.setIssuer("gateway");
      claims.setAudience("telemetry");
      claims.setSubject("key:k1");
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
