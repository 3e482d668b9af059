package dev.missionmesh.gateway.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId GLOBEX = new TenantId("globex");
  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final UUID C = new UUID(0, 3);

  private final AtomicLong now = new AtomicLong();
  private final Circuits circuits = new Circuits(now::get);
  private final Places places = new Places(4, 3, 2, circuits);

  @Test
  void noWebhookAndNoTenantTakesAllPlaces() {
    assertThat(places.take(ACME, A)).isTrue();
    assertThat(places.take(ACME, A)).isTrue();
    assertThat(places.take(ACME, A)).isFalse();
    assertThat(places.fullWebhooks()).containsExactly(A);
    assertThat(places.take(ACME, B)).isTrue();
    assertThat(places.take(ACME, B)).isFalse();
    assertThat(places.fullTenants()).containsExactly(ACME);
    assertThat(places.take(GLOBEX, C)).isTrue();
    assertThat(places.free()).isZero();
    assertThat(places.take(GLOBEX, C)).isFalse();

    places.giveBack(ACME, A);
    assertThat(places.free()).isEqualTo(1);
    assertThat(places.fullWebhooks()).isEmpty();
    assertThat(places.take(ACME, A)).isTrue();
  }

  @Test
  void aReceiverThatFailsIsLeftAloneThenProbedThenTrusted() {
    for (int i = 0; i < 5; i++) {
      assertThat(circuits.open()).isEmpty();
      circuits.failed(A);
    }
    assertThat(places.take(ACME, A)).isFalse();
    assertThat(places.fullWebhooks()).containsExactly(A);
    assertThat(places.take(ACME, B)).isTrue();

    pass(Duration.ofSeconds(5));
    assertThat(places.take(ACME, A)).isTrue();
    assertThat(places.take(ACME, A)).isFalse();
    circuits.failed(A);
    places.giveBack(ACME, A);
    pass(Duration.ofSeconds(9));
    assertThat(places.take(ACME, A)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(places.take(ACME, A)).isTrue();

    circuits.succeeded(A);
    assertThat(places.take(ACME, A)).isTrue();
  }

  @Test
  void aCircuitIsOpenForFiveMinutesAtMost() {
    for (int i = 0; i < 50; i++) {
      circuits.failed(A);
    }
    assertThat(circuits.open()).containsExactly(A);
    pass(Duration.ofMinutes(5));
    assertThat(circuits.open()).isEmpty();
    assertThat(circuits.places(A, 2)).isEqualTo(1);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
