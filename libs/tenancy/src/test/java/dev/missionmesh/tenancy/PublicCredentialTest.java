package dev.missionmesh.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What opens the public door opens none inside: every service checks callers with the verifier that
 * is tried here under the name of each.
 */
class PublicCredentialTest {
  private static final List<String> SERVICES =
      List.of("gateway", "mission", "policy", "sandbox-runtime", "telemetry", "search-indexer");

  @TempDir Path trust;
  private OctetKeyPairJsonWebKey gateway;

  @BeforeEach
  void trustTheGateway() throws IOException, JoseException {
    gateway = OkpJwkGenerator.generateJwk("Ed25519");
    gateway.setKeyId("gateway-1");
    Files.writeString(
        trust.resolve("gateway.jwk.json"), gateway.toJson(OutputControlLevel.PUBLIC_ONLY));
  }

  @TestFactory
  List<DynamicTest> noServiceTakesTheTokenOfAUserOrAnApiKey() {
    return SERVICES.stream()
        .map(service -> DynamicTest.dynamicTest(service, () -> refusesAllFromOutside(service)))
        .toList();
  }

  private void refusesAllFromOutside(String service) throws JoseException {
    InternalTokenVerifier verifier =
        new InternalTokenVerifier(new TrustedKeys(trust, Duration.ofHours(1)), service);
    PublicJsonWebKey issuer = RsaJwkGenerator.generateJwk(2048);
    issuer.setKeyId("issuer-1");
    String realm = "http://127.0.0.1:8080/realms/missionmesh";
    Map<String, String> attempts =
        Map.of(
            "token of the OpenID issuer", token(issuer, "RS256", realm, "missionmesh-gateway", "a"),
            "the same made out to the service", token(issuer, "RS256", "gateway", service, "user:a"),
            "the same under the gateway's key id", token(named("gateway-1"), "RS256", "gateway", service, "user:a"),
            "the gateway's key, a user's bare name", token(gateway, "EdDSA", "gateway", service, "a"),
            "the gateway's key, the public issuer", token(gateway, "EdDSA", realm, service, "user:a"),
            "the gateway's key, the public audience", token(gateway, "EdDSA", "gateway", "missionmesh-gateway", "user:a"),
            "API key", "mesh_acme_" + "a".repeat(12) + "_" + "b".repeat(49));
    attempts.forEach((name, text) -> assertThat(verifier.verify(text)).as(name).isEmpty());

    assertThat(verifier.verify(token(gateway, "EdDSA", "gateway", service, "user:a")))
        .contains(new Principal(new TenantId("acme"), "user:a", Set.of("missions:read"), "gateway"));
  }

  private static PublicJsonWebKey named(String keyId) throws JoseException {
    PublicJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId(keyId);
    return key;
  }

  private static String token(
      PublicJsonWebKey key, String algorithm, String issuer, String audience, String subject)
      throws JoseException {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(issuer);
    claims.setAudience(audience);
    claims.setSubject(subject);
    claims.setStringClaim("tenant", "acme");
    claims.setStringClaim("scope", "missions:read");
    claims.setIssuedAtToNow();
    claims.setExpirationTime(NumericDate.fromSeconds(NumericDate.now().getValue() + 30));
    claims.setJwtId(UUID.randomUUID().toString());
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setKey(key.getPrivateKey());
    jws.setPayload(claims.toJson());
    return jws.getCompactSerialization();
  }
}
