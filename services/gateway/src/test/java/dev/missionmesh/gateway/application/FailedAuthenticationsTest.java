package dev.missionmesh.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.gateway.application.FailedAuthentications.Sum;
import dev.missionmesh.gateway.domain.KeyText;
import dev.missionmesh.gateway.domain.Refusal;
import dev.missionmesh.tenancy.TenantId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailedAuthenticationsTest {
  private static final TenantId ACME = new TenantId("acme");
  private final FailedAuthentications failures =
      new FailedAuthentications(Clock.systemUTC(), 3);

  @Test
  void sumsUpByAddressAndReason() {
    KeyText key = key();
    for (int i = 0; i < 5; i++) failures.refused(Refusal.UNKNOWN, "203.0.113.7", Optional.of(key));
    for (int i = 0; i < 3; i++) failures.refused(Refusal.UNKNOWN, "203.0.113.7", Optional.of(key()));
    failures.refused(Refusal.MISSING, "203.0.113.8", Optional.empty());

    List<Sum> sums = failures.take();

    assertThat(sums).extracting(Sum::count).containsExactlyInAnyOrder(5L, 3L, 1L);
    Sum five = sums.stream().filter(s -> s.count() == 5).findFirst().orElseThrow();
    assertThat(five.tenant()).isEqualTo(ACME);
    assertThat(five.keyId()).as("one key guessed at amid others").isEqualTo(key.keyId());
    Sum three = sums.stream().filter(s -> s.count() == 3).findFirst().orElseThrow();
    assertThat(three.address()).isEqualTo("203.0.113.7");
    assertThat(three.keyId()).as("different ones").isNull();
    assertThat(failures.take()).isEmpty();
  }

  @Test
  void sumsUpByKeyOnceItsSecretWasRight() {
    KeyText key = key();
    failures.refused(Refusal.EXPIRED, "203.0.113.7", Optional.of(key));
    failures.refused(Refusal.EXPIRED, "203.0.113.8", Optional.of(key));

    assertThat(failures.take())
        .singleElement()
        .satisfies(
            sum -> {
              assertThat(sum.tenant()).isEqualTo(ACME);
              assertThat(sum.keyId()).isEqualTo(key.keyId());
              assertThat(sum.address()).isNull();
              assertThat(sum.count()).isEqualTo(2);
            });
  }

  @Test
  void holdsNoMoreGroupsThanItsBoundHoweverManyAddressesAttack() {
    for (int i = 0; i < 1000; i++) {
      failures.refused(Refusal.UNKNOWN, "203.0.113." + i, Optional.of(key()));
      failures.refused(Refusal.MALFORMED, "203.0.113." + i, Optional.empty());
    }

    List<Sum> sums = failures.take();

    assertThat(sums).hasSize(3 + 2);
    assertThat(sums.stream().mapToLong(Sum::count).sum()).isEqualTo(2000);
    assertThat(sums).filteredOn(sum -> sum.address() == null).hasSize(2);
  }

  @Test
  void losesNothingThatCouldNotBeTold() {
    failures.refused(Refusal.UNKNOWN, "203.0.113.7", Optional.empty());
    List<Sum> taken = failures.take();
    failures.refused(Refusal.UNKNOWN, "203.0.113.7", Optional.empty());
    failures.putBack(taken);
    assertThat(failures.take()).singleElement().extracting(Sum::count).isEqualTo(2L);
  }

  private static KeyText key() {
    return KeyText.generate(ACME, new SecureRandom());
  }
}
