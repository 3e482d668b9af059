package dev.missionmesh.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service's signing key is replaced while tokens of the old one are under way. */
class KeyRolloverTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path directory;
  private final OctetKeyPairJsonWebKey first = Smith.key("gateway-1");
  private final OctetKeyPairJsonWebKey second = Smith.key("gateway-2");
  private Path trust;
  private Path own;

  @BeforeEach
  void publishTheFirst() throws IOException {
    trust = Files.createDirectory(directory.resolve("trust"));
    own = directory.resolve("gateway.jwk.json");
    write(own, Smith.privateJson(first));
    publish(Smith.set(Smith.published(first, null)));
  }

  private void publish(String set) throws IOException {
    write(trust.resolve("gateway.jwks.json"), set);
  }

  private void write(Path file, String text) throws IOException {
    Path fresh = Files.writeString(directory.resolve("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String token(InternalTokens tokens) {
    return tokens.token("mission", new TenantId("acme"), "key:abc", Set.of("missions:read"));
  }

  private InternalTokenVerifier verifier(Duration reload) {
    return new InternalTokenVerifier(new TrustedKeys(trust, reload), "mission");
  }

  @Test
  void noTokenIsRefusedFromTheFirstKeyToTheSecond() throws IOException {
    InternalTokens gateway = new InternalTokens(Smith.config(trust, own, SOON), "gateway");
    InternalTokenVerifier mission = verifier(SOON);
    String before = token(gateway);
    assertThat(mission.verify(before)).isPresent();

    publish(Smith.set(Smith.published(second, null), Smith.published(first, Instant.now().plusSeconds(60))));
    write(own, Smith.privateJson(second));

    await().until(() -> !token(gateway).equals(before));
    String after = token(gateway);
    assertThat(mission.verify(after)).isPresent();
    assertThat(mission.verify(before)).isPresent();
    assertThat(token(gateway)).isEqualTo(after);
  }

  @Test
  void aKeyThatNobodyHasHeardOfIsLookedForAtOnce() throws IOException {
    InternalTokenVerifier mission = verifier(NEVER);
    assertThat(mission.verify(Smith.sign(first, Map.of(), Smith.claims()))).isPresent();
    publish(Smith.set(Smith.published(second, null), Smith.published(first, null)));
    String token = Smith.sign(second, Map.of(), Smith.claims());
    await().atMost(Duration.ofSeconds(5)).until(() -> mission.verify(token).isPresent());
  }

  @Test
  void tokensOfARetiredKeyAreRefusedFromItsEndOnAlsoWhenTheyWereTakenBefore() throws IOException {
    Instant end = Instant.now().plusSeconds(30);
    publish(Smith.set(Smith.published(first, end)));
    assertThat(new TrustedKeys(trust, NEVER, at(end.minusSeconds(2))).find("gateway-1")).isPresent();
    assertThat(new TrustedKeys(trust, NEVER, at(end)).find("gateway-1")).isEmpty();

    publish(Smith.set(Smith.published(first, null)));
    InternalTokenVerifier mission = verifier(SOON);
    String token = Smith.sign(first, Map.of(), Smith.claims());
    assertThat(mission.verify(token)).isPresent();
    publish(Smith.set(Smith.published(first, Instant.now().minusSeconds(1))));
    await().until(() -> mission.verify(token).isEmpty());
  }

  @Test
  void aRemovedKeyIsNotBelievedOnceMoreAfterALongSilence() throws IOException {
    TrustedKeys keys = new TrustedKeys(trust, Duration.ofNanos(1));
    assertThat(keys.find("gateway-1")).isPresent();
    publish(Smith.set(Smith.published(second, null)));
    assertThat(keys.find("gateway-1")).isEmpty();
  }

  @Test
  void filesOfOneKeyAreReadToo() throws IOException {
    Files.delete(trust.resolve("gateway.jwks.json"));
    write(trust.resolve("gateway.jwk.json"), Smith.published(first, null).toString());
    assertThat(new TrustedKeys(trust, NEVER).find("gateway-1")).isEmpty();
    write(trust.resolve("gateway.jwk.json"), first.toJson());
    assertThat(new TrustedKeys(trust, NEVER).find("gateway-1")).isPresent();
  }

  @Test
  void aBrokenFileTakesNoKeyAwayFromTheOthers() throws IOException {
    write(trust.resolve("policy.jwks.json"), "{\"keys\":");
    write(trust.resolve("mission.jwks.json"), "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"mission-1\"}]}");
    TrustedKeys keys = new TrustedKeys(trust, NEVER);
    assertThat(keys.find("gateway-1")).isPresent();
    assertThat(keys.find("mission-1")).isEmpty();
  }

  @Test
  void aPrivateKeyThatCannotBeReadLeavesTheOneInUse() throws IOException {
    InternalTokens gateway = new InternalTokens(Smith.config(trust, own, SOON), "gateway");
    String before = token(gateway);
    Files.delete(own);
    await().pollDelay(SOON.multipliedBy(5)).until(() -> token(gateway).equals(before));
  }

  @Test
  void whatIsWrongWithAPrivateKeyIsToldWithoutIt() throws IOException {
    String d = Smith.privateJson(first).replaceFirst(".*\"d\":\"([^\"]+)\".*", "$1");
    write(own, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"!\",\"d\":\"" + d + "\"");
    InternalTokens gateway = new InternalTokens(Smith.config(trust, own, NEVER), "gateway");
    assertThatThrownBy(() -> token(gateway))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(own.toString())
        .hasMessageNotContaining(d);
  }

  @Test
  void aServiceTellsItsOwnKeysWithoutThePrivateHalf() throws IOException {
    publish(Smith.set(Smith.published(second, null), Smith.published(first, Instant.now().minusSeconds(1))));
    write(trust.resolve("policy.jwks.json"), Smith.set(Smith.published(Smith.key("policy-1"), null)));
    assertThat(new TrustedKeys(trust, NEVER).publishedBy("gateway"))
        .singleElement()
        .satisfies(jwk -> assertThat(jwk).containsEntry("kid", "gateway-2").doesNotContainKey("d"));
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
