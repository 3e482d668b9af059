package dev.missionmesh.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Limit;
import dev.missionmesh.gateway.domain.Tier;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalLimiterTest {
  private static final Limit LIMIT = Limit.parse("100 per PT1S burst 20");

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final LocalLimiter limiter = new LocalLimiter(1000, now::get);

  @Test
  void letsABurstThroughAndThenWhatTheRateAllows() {
    assertThat(grantedOf(100, "a")).isEqualTo(20);
    Allowance refused = limiter.atOnce(address("a"));
    assertThat(refused.granted()).isFalse();
    assertThat(Duration.ofNanos(refused.waitNanos())).isEqualTo(Duration.ofMillis(10));

    now.addAndGet(Duration.ofMillis(50).toNanos());
    assertThat(grantedOf(100, "a")).isEqualTo(5);
    now.addAndGet(Duration.ofMinutes(5).toNanos());
    assertThat(grantedOf(100, "a")).isEqualTo(20);
  }

  @Test
  void countsApartWhatIsNotOne() {
    assertThat(grantedOf(30, "a")).isEqualTo(20);
    assertThat(grantedOf(30, "b")).isEqualTo(20);
    assertThat(limiter.atOnce(new Allotment(Tier.TENANT, "a", "", LIMIT)).granted()).isTrue();
    assertThat(limiter.atOnce(new Allotment(Tier.KEY, "a", "k", LIMIT)).granted()).isTrue();
  }

  @Test
  void beginsAfreshWithAnotherLimit() {
    grantedOf(30, "a");

    Limit raised = Limit.parse("1000 per PT1S burst 200");
    assertThat(limiter.atOnce(new Allotment(Tier.ADDRESS, "a", "", raised)).remaining())
        .isEqualTo(199);
  }

  @Test
  void keepsBoundedMemoryAndItsFloodersInMindWhileAddressesFloodIt() {
    limiter.atOnce(new Allotment(Tier.TENANT, "acme", "", LIMIT));
    int granted = 0;
    for (int i = 0; i < 300_000; i++) {
      limiter.atOnce(address("10." + i));
      granted += i % 10 == 0 ? grantedOf(1, "flooder") : 0;
    }

    assertThat(limiter.remembered()).isLessThanOrEqualTo(1001);
    assertThat(granted).isLessThan(200);
    assertThat(limiter.atOnce(new Allotment(Tier.TENANT, "acme", "", LIMIT)).remaining())
        .as("not displaced by addresses")
        .isEqualTo(18);
  }

  private int grantedOf(int requests, String address) {
    int granted = 0;
    for (int i = 0; i < requests; i++) {
      granted += limiter.atOnce(address(address)).granted() ? 1 : 0;
    }
    return granted;
  }

  private static Allotment address(String address) {
    return new Allotment(Tier.ADDRESS, address, "", LIMIT);
  }
}
