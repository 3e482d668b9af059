package dev.missionmesh.benchmarks.mesh;

import dev.missionmesh.cli.local.LocalMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** A token as the gateway of the local mesh makes them, to call a service without the gateway. */
final class InternalToken {
  private static final int SECONDS = 60;
  private static final String GATEWAY = "gateway";

  /** A token for reading and submitting missions of a tenant; good for a minute. */
  static String forMissions(String tenant) throws IOException {
    Path file = LocalMesh.data().resolve("secrets").resolve(GATEWAY + ".jwk.json");
    NumericDate now = NumericDate.now();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(GATEWAY);
    claims.setAudience("mission");
    claims.setSubject("key:bench");
    claims.setStringClaim("tenant", tenant);
    claims.setStringClaim("scope", "missions:read missions:write");
    claims.setIssuedAt(now);
    claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + SECONDS));
    claims.setJwtId(UUID.randomUUID().toString());
    try {
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file));
      JsonWebSignature signed = new JsonWebSignature();
      signed.setAlgorithmHeaderValue("EdDSA");
      signed.setKeyIdHeaderValue(key.getKeyId());
      signed.setKey(key.getPrivateKey());
      signed.setPayload(claims.toJson());
      return signed.getCompactSerialization();
    } catch (JoseException e) {
      throw new IOException("no token can be made with " + file, e);
    }
  }

  private InternalToken() {}
}
