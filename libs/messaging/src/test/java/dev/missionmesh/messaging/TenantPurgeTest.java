package dev.missionmesh.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.missionmesh.events.EventJson;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.TenancyEvents.TenantChanged;
import dev.missionmesh.events.TenancyEvents.TenantPurged;
import dev.missionmesh.events.Topics;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantPurgeTest {
  private static final TenantId ACME = new TenantId("acme");

  private final AtomicLong rows = new AtomicLong();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger looks = new AtomicInteger();
  private final BlockingQueue<OutgoingEvent> told = new LinkedBlockingQueue<>();
  private final TenantPurge purge = new TenantPurge("mission", new Rows(), this::send);

  /** Rows go two at a time; some attempts fail first, and the tenant takes two looks to settle. */
  private final class Rows implements TenantRemoval {
    @Override
    public Uni<Boolean> settle(TenantId tenant) {
      return Uni.createFrom().item(() -> looks.incrementAndGet() > 1);
    }

    @Override
    public Uni<Long> remove(TenantId tenant) {
      return Uni.createFrom()
          .item(
              () -> {
                if (failures.getAndDecrement() > 0) throw new IllegalStateException("the database is away");
                long batch = Math.min(2, rows.get());
                rows.addAndGet(-batch);
                return batch;
              });
    }
  }

  private Uni<Void> send(String source, OutgoingEvent event) {
    told.add(event);
    return Uni.createFrom().voidItem();
  }

  @AfterEach
  void stop() {
    purge.stop();
  }

  @Test
  void tellsOnceNothingIsLeftUnderAnIdThatARepetitionHasToo() {
    rows.set(5);
    purge.heard(changed("deleting", 3));
    OutgoingEvent first = next();
    TenantPurged data = EventJson.read(first.data(), TenantPurged.class);

    assertThat(data).isEqualTo(new TenantPurged("acme", "mission", 5));
    assertThat(first.topic()).isEqualTo(Topics.PURGES);
    assertThat(first.tenant()).isEqualTo(TenantId.SYSTEM);
    assertThat(rows).hasValue(0);
    assertThat(looks.get()).isGreaterThan(1);
    assertThat(purge.isGone(ACME)).isTrue();

    purge.heard(changed("deleting", 3));
    assertThat(next().id()).isEqualTo(first.id());
  }

  @Test
  void goesOnUntilTheDatabaseIsBack() {
    rows.set(3);
    failures.set(2);
    purge.heard(changed("deleting", 3));
    next();
    assertThat(rows).hasValue(0);
  }

  @Test
  void whatIsDeletedAlreadyIsSweptWithoutAWord() {
    rows.set(4);
    purge.heard(changed("deleted", 4));
    rows.set(0);
    purge.heard(changed("deleting", 3));
    assertThat(EventJson.read(next().data(), TenantPurged.class).rows()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void nobodyElseIsTouched() {
    rows.set(1);
    purge.heard(changed("active", 1));
    purge.heard(changed("suspended", 2));
    purge.heard(new ConsumerRecord<>(Topics.TENANTS, 0, 0, "acme", new byte[] {'{'}));
    assertThat(purge.isGone(ACME)).isFalse();
    assertThat(rows).hasValue(1);
  }

  private OutgoingEvent next() {
    return assertTimeoutPreemptively(Duration.ofSeconds(20), told::take);
  }

  private static ConsumerRecord<String, byte[]> changed(String state, long revision) {
    OutgoingEvent event =
        OutgoingEvent.of(
                Topics.TENANTS,
                EventTypes.TENANT_CHANGED,
                ACME,
                "acme",
                revision,
                Instant.parse("2026-11-21T12:00:00Z"),
                null,
                new TenantChanged("acme", "Acme", state, Instant.parse("2026-11-21T12:00:00Z"), "key:k", null))
            .keyed("acme");
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(Topics.TENANTS, 0, 0, "acme", event.data());
    for (Header header : EmitterEventSender.headers("/missionmesh/gateway", event)) record.headers().add(header);
    return record;
  }
}
