package dev.missionmesh.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.gateway.application.AddressRefusals.Refused;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressRefusalsTest {
  private static final TenantId ACME = new TenantId("acme");

  private final List<Refused> written = new ArrayList<>();
  private final Ticking clock = new Ticking();
  private final AddressRefusals refusals =
      new AddressRefusals(
          refused -> {
            written.add(refused);
            return Uni.createFrom().voidItem();
          },
          () -> {},
          clock);

  @Test
  void tellsOnceAMinuteForATenantAndCountsTheRest() {
    note(ACME);
    note(ACME);
    note(ACME);
    note(new TenantId("globex"));
    assertThat(written).extracting(Refused::number).containsExactly(1L, 1L);

    clock.now = clock.now.plus(Duration.ofSeconds(59));
    note(ACME);
    assertThat(written).hasSize(2);

    clock.now = clock.now.plus(Duration.ofSeconds(1));
    note(ACME);
    assertThat(written).extracting(Refused::number).containsExactly(1L, 1L, 4L);
    assertThat(written.getLast().at()).isEqualTo(clock.now);
  }

  private void note(TenantId tenant) {
    refusals.note(tenant, "key:k", InetAddress.getLoopbackAddress());
  }

  private static final class Ticking extends Clock {
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
