package dev.missionmesh.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InternalTokenTest {
  private static final TenantId ACME = new TenantId("acme");

  @TempDir Path directory;
  private Path trust;
  private InternalTokenVerifier mission;

  @BeforeEach
  void trustGatewayAndNode() throws IOException, JoseException {
    trust = Files.createDirectory(directory.resolve("trust"));
    writeKeys("gateway");
    writeKeys("sandbox-runtime");
    mission = new InternalTokenVerifier(new TrustedKeys(trust, Duration.ofHours(1)), "mission");
  }

  private void writeKeys(String service) throws IOException, JoseException {
    OctetKeyPairJsonWebKey key = OkpJwkGenerator.generateJwk("Ed25519");
    key.setKeyId(service + "-1");
    Files.writeString(
        directory.resolve(service + ".key.json"),
        key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
    Files.writeString(
        trust.resolve(service + ".jwk.json"),
        key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
  }

  private InternalTokens tokens(String service, Duration life) {
    return new InternalTokens(
        new TrustConfig() {
          @Override
          public Optional<Path> directory() {
            return Optional.of(trust);
          }

          @Override
          public Optional<Path> privateKey() {
            return Optional.of(InternalTokenTest.this.directory.resolve(service + ".key.json"));
          }

          @Override
          public Duration reload() {
            return Duration.ofHours(1);
          }

          @Override
          public Duration tokenLife() {
            return life;
          }
        },
        service);
  }

  private String fromGateway(String audience, String... scopes) {
    return tokens("gateway", Duration.ofSeconds(60))
        .token(audience, ACME, "key:abc", Set.of(scopes));
  }

  @Test
  void letsInWhomTheGatewayVouchesFor() {
    assertThat(mission.verify(fromGateway("mission", "missions:read", "missions:write")))
        .contains(
            new Principal(
                ACME, "key:abc", Set.of("missions:read", "missions:write"), "gateway"));
  }

  @Test
  void refusesATokenForAnotherService() {
    assertThat(mission.verify(fromGateway("policy", "policy:read"))).isEmpty();
  }

  @Test
  void refusesATokenThatLivesLongerThanAMinute() {
    String token =
        tokens("gateway", Duration.ofMinutes(5)).token("mission", ACME, "key:abc", Set.of());
    assertThat(mission.verify(token)).isEmpty();
  }

  @Test
  void refusesAnExpiredToken() {
    String token =
        tokens("gateway", Duration.ofSeconds(-10)).token("mission", ACME, "key:abc", Set.of());
    assertThat(mission.verify(token)).isEmpty();
  }

  @Test
  void refusesANodeThatClaimsToActForATenant() {
    InternalTokens node = tokens("sandbox-runtime", Duration.ofSeconds(60));
    assertThat(mission.verify(node.token("mission", ACME, "node:n1", Set.of("node:work")))).isEmpty();
    assertThat(
            mission.verify(
                node.token("mission", TenantId.SYSTEM, "node:n1", Set.of("missions:read"))))
        .isEmpty();
    assertThat(
            mission.verify(
                node.token("mission", TenantId.SYSTEM, "node:n1", Set.of("node:work"))))
        .isPresent();
  }

  @Test
  void refusesTheGatewayWhenItClaimsAnInternalScope() {
    assertThat(mission.verify(fromGateway("mission", "node:work"))).isEmpty();
  }

  @Test
  void refusesAForgedIssuerAlgorithmAndSignature() {
    String token = fromGateway("mission", "missions:read");
    String[] parts = token.split("\\.");
    String none =
        Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
    assertThat(mission.verify(none + "." + parts[1] + ".")).isEmpty();
    assertThat(mission.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
    String flipped = (parts[2].charAt(0) == 'A' ? "B" : "A") + parts[2].substring(1);
    assertThat(mission.verify(parts[0] + "." + parts[1] + "." + flipped)).isEmpty();
    assertThat(mission.verify("not a token")).isEmpty();
  }

  @Test
  void usesATokenAgainWithinItsLife() {
    InternalTokens gateway = tokens("gateway", Duration.ofSeconds(60));
    String first = gateway.token("mission", ACME, "key:abc", Set.of("missions:read"));
    assertThat(gateway.token("mission", ACME, "key:abc", Set.of("missions:read"))).isEqualTo(first);
    assertThat(gateway.token("policy", ACME, "key:abc", Set.of("missions:read"))).isNotEqualTo(first);
  }

  @Test
  void tenantNamesAreSlugs() {
    assertThat(TenantId.isValid("a-1")).isTrue();
    assertThat(TenantId.isValid("A")).isFalse();
    assertThat(TenantId.isValid("a_b")).isFalse();
    assertThat(TenantId.isValid("ends-")).isFalse();
  }
}
