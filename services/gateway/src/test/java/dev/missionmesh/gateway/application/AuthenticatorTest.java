package dev.missionmesh.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final KeyText TEXT = KeyText.generate(new TenantId("acme"), new SecureRandom());

  private final KeyUsage usage = new KeyUsage();
  private Uni<Optional<KnownKey>> stored = Uni.createFrom().item(Optional.empty());

  @Test
  void admitsTheBearerAndNotesTheUse() {
    store(known(TEXT.sha256(), null, true));

    assertThat(verdict()).isInstanceOf(Verdict.Admitted.class);
    assertThat(usage.take()).containsExactly(new KeyUsage.Used(TEXT.tenant(), TEXT.keyId(), NOW));
    assertThat(usage.take()).isEmpty();
  }

  @Test
  void refusesWhatIsUnknownWrongRevokedOrExpired() {
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.UNKNOWN));
    store(known(new byte[32], null, true));
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.UNKNOWN));
    store(known(TEXT.sha256(), null, false));
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.REVOKED));
    store(known(TEXT.sha256(), NOW, true));
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.EXPIRED));
    assertThat(usage.take()).isEmpty();
  }

  @Test
  void tellsOfASuspendedTenantOnlyTheBearerOfAGoodKey() {
    store(suspended(TEXT.sha256(), false));
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.SUSPENDED));
    store(suspended(TEXT.sha256(), true));
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.REVOKED));
    store(suspended(new byte[32], false));
    assertThat(verdict()).isEqualTo(new Verdict.Refused(Refusal.UNKNOWN));
  }

  @Test
  void admitsNobodyWhileTheStoreCannotSay() {
    stored = Uni.createFrom().failure(new IllegalStateException("down"));

    assertThatThrownBy(this::verdict).isInstanceOf(KeyCache.Unavailable.class);
  }

  @Test
  void cutsAStreamForAChangeOnlyTheStoreCanTellOf() {
    KnownKey earlier = known(TEXT.sha256(), NOW.plusSeconds(1), true);
    store(known(TEXT.sha256(), null, false));
    assertThat(still(earlier)).isFalse();
    stored = Uni.createFrom().failure(new IllegalStateException("down"));
    assertThat(still(earlier)).isTrue();
    assertThat(still(known(TEXT.sha256(), NOW, true))).isFalse();
  }

  private void store(KnownKey key) {
    stored = Uni.createFrom().item(Optional.of(key));
  }

  private Verdict verdict() {
    return fresh().ask(TEXT).await().indefinitely();
  }

  private boolean still(KnownKey key) {
    return fresh().stillAdmits(key).await().indefinitely();
  }

  private Authenticator fresh() {
    KeyCache cache =
        new KeyCache((tenant, id) -> stored, Duration.ofSeconds(2), 10, 10, System::nanoTime);
    return new Authenticator(cache, usage, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static KnownKey known(byte[] sha256, Instant expiresAt, boolean open) {
    return new KnownKey(TEXT.tenant(), TEXT.keyId(), sha256, Set.of(), expiresAt, !open, false);
  }

  private static KnownKey suspended(byte[] sha256, boolean revoked) {
    return new KnownKey(TEXT.tenant(), TEXT.keyId(), sha256, Set.of(), null, revoked, true);
  }
}
