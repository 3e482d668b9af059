package dev.missionmesh.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody inside, who has no service's key, or only that of another service, may send to an internal door. */
class HostileTokenTest {
  private static final OctetKeyPairJsonWebKey GATEWAY = Smith.key("gateway-1");
  private static final OctetKeyPairJsonWebKey TELEMETRY = Smith.key("telemetry-1");
  private static final OctetKeyPairJsonWebKey STRANGER = Smith.key("gateway-1");

  @TempDir Path trust;
  private InternalTokenVerifier mission;

  @BeforeEach
  void trustTwo() throws IOException {
    Files.writeString(trust.resolve("gateway.jwks.json"), Smith.set(Smith.published(GATEWAY, null)));
    Files.writeString(trust.resolve("telemetry.jwks.json"), Smith.set(Smith.published(TELEMETRY, null)));
    mission = new InternalTokenVerifier(new TrustedKeys(trust, Duration.ofHours(1)), "mission");
  }

  private void assertRefused(String token) {
    assertThat(mission.verify(token)).isEmpty();
  }

  private void assertRefused(String claim, Object value) {
    assertRefused(Smith.sign(GATEWAY, Map.of(), Smith.claims(claim, value)));
  }

  @Test
  void theTokenThatTheOthersAreMadeOfHolds() {
    assertThat(mission.verify(Smith.sign(GATEWAY, Map.of(), Smith.claims())))
        .contains(new Principal(new TenantId("acme"), "key:abc", Set.of("missions:read"), "gateway"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", "HS256", "RS256", "PS512", "ES256", "Ed448", ""})
  void refusesEveryOtherAlgorithm(String algorithm) {
    String[] good = Smith.sign(GATEWAY, Map.of(), Smith.claims()).split("\\.");
    String header = Smith.base64(Map.of("alg", algorithm, "kid", "gateway-1"));
    assertRefused(header + "." + good[1] + ".");
    assertRefused(header + "." + good[1] + "." + good[2]);
  }

  @Test
  void refusesAMacKeyedWithThePublicKey() throws GeneralSecurityException {
    String signed = Smith.base64(Map.of("alg", "HS256", "kid", "gateway-1")) + "." + Smith.base64(Smith.claims());
    byte[] encoded = GATEWAY.getPublicKey().getEncoded();
    byte[] json = Smith.set(Smith.published(GATEWAY, null)).getBytes(StandardCharsets.UTF_8);
    for (byte[] key : List.of(encoded, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length), json)) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      assertRefused(signed + "." + Smith.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../etc/passwd", "/dev/null", "gateway-1' or '1'='1", "gateway.jwks.json", "gateway-1\u0000", "GATEWAY-1", " gateway-1", ""})
  void refusesAKeyIdThatNobodyHas(String keyId) {
    OctetKeyPairJsonWebKey key = Smith.key(keyId);
    assertRefused(Smith.sign(key, Map.of(), Smith.claims()));
    assertRefused(Smith.sign(GATEWAY, Map.of("kid", keyId), Smith.claims()));
  }

  @Test
  void takesNoKeyFromTheTokenItself() {
    Map<String, Object> own = Smith.published(STRANGER, null);
    for (Map<String, Object> header :
        List.<Map<String, Object>>of(
            Map.of("jwk", own),
            Map.of("jku", "http://127.0.0.1:1/jwks.json"),
            Map.of("x5u", "http://127.0.0.1:1/chain.pem"),
            Map.of("x5c", List.of("MIIB")),
            Map.of("jwk", own, "kid", "stranger-1"))) {
      assertRefused(Smith.sign(STRANGER, header, Smith.claims()));
    }
  }

  @Test
  void refusesACriticalHeaderThatItDoesNotKnow() {
    assertRefused(Smith.sign(GATEWAY, Map.of("crit", List.of("mesh"), "mesh", true), Smith.claims()));
  }

  @Test
  void refusesWhoeverSpeaksInAnothersName() {
    assertRefused(Smith.sign(TELEMETRY, Map.of(), Smith.claims()));
    assertRefused(Smith.sign(TELEMETRY, Map.of("kid", "gateway-1"), Smith.claims()));
    assertRefused("iss", "telemetry");
    assertRefused("iss", "https://issuer.example");
    assertRefused("iss", List.of("gateway"));
  }

  @Test
  void aServiceThatPublishesAKeyUnderAnothersNameGainsNothing() throws IOException {
    OctetKeyPairJsonWebKey second = Smith.key("gateway-2");
    Files.writeString(
        trust.resolve("telemetry.jwks.json"),
        Smith.set(Smith.published(STRANGER, null), Smith.published(second, null)));
    InternalTokenVerifier verifier = new InternalTokenVerifier(new TrustedKeys(trust, Duration.ofHours(1)), "mission");
    assertThat(verifier.verify(Smith.sign(STRANGER, Map.of(), Smith.claims()))).isEmpty();
    assertThat(verifier.verify(Smith.sign(second, Map.of(), Smith.claims()))).isEmpty();
    assertThat(verifier.verify(Smith.sign(GATEWAY, Map.of(), Smith.claims()))).isPresent();
  }

  @Test
  void refusesWhatIsForAnotherServiceOrForNobody() {
    for (Object audience : List.of("policy", "gateway", "MISSION", "mission ", "*", List.of("policy"), List.of())) {
      assertRefused("aud", audience);
    }
  }

  @Test
  void refusesWhatIsOverNotYetBegunOrWithoutEnd() {
    long now = Instant.now().getEpochSecond();
    assertRefused("exp", now - 6);
    assertRefused("exp", now + 3600);
    assertRefused("nbf", now + 30);
    assertRefused("iat", now + 30);
    for (String required : List.of("exp", "iat", "jti", "sub", "aud", "iss", "tenant")) {
      Map<String, Object> claims = Smith.claims();
      claims.remove(required);
      assertRefused(Smith.sign(GATEWAY, Map.of(), claims));
    }
  }

  @Test
  void refusesATenantThatIsNoneAndClaimsOfAnotherShape() {
    for (Object tenant : List.of("", "ACME", "acme,globex", "acme' or true", List.of("acme"), 7)) {
      assertRefused("tenant", tenant);
    }
    assertRefused("scope", List.of("missions:read"));
    assertRefused("scope", "missions:read node:work");
    assertRefused("sub", "service:gateway");
    assertRefused("sub", "node:n1");
  }

  @Test
  void aTokenTakenForGoodIsRefusedOnceAnyPartOfItDiffers() {
    String token = Smith.sign(GATEWAY, Map.of(), Smith.claims());
    assertThat(mission.verify(token)).isPresent();
    String[] parts = token.split("\\.");
    assertRefused(parts[0] + "." + Smith.base64(Smith.claims("tenant", "globex")) + "." + parts[2]);
    assertRefused(parts[0] + "." + parts[1] + ".");
    assertRefused(parts[0] + "." + parts[1]);
    assertRefused(token + ".x");
    assertRefused(token + "A".repeat(9000));
  }
}
