package dev.missionmesh.telemetry.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.events.AuditEvents;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.events.Topics;
import dev.missionmesh.telemetry.UsualLimits;
import dev.missionmesh.telemetry.config.AlertsConfig;
import dev.missionmesh.telemetry.domain.Alert;
import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.Suspicion;
import dev.missionmesh.telemetry.domain.Target;
import dev.missionmesh.telemetry.domain.Watch;
import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Time is what the facts say: an hour passes at once. */
class WatchTest {
  private static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
  private static final String PUBLIC = "203.0.113.7";

  private final AlertsConfig config = UsualLimits.config();
  private final SignalReader signals = new SignalReader(config);
  private final Watch watch = new Watch(config.coolDown(), config.mostOpen(), UUID::randomUUID);
  private final Map<UUID, Alert> alerts = new LinkedHashMap<>();

  @Test
  void raisesOnThirtyFailuresOfOneAddressWithinAMinute() {
    for (int i = 0; i < 5; i++) see(failures(i * 10L, PUBLIC, 5));
    assertThat(alerts).isEmpty();
    see(failures(55, PUBLIC, 5));
    assertThat(alerts.values())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.suspicion()).isEqualTo(Suspicion.AUTHENTICATION_BURST);
              assertThat(alert.target()).isEqualTo(new Target("address", PUBLIC));
              assertThat(alert.tenant()).isEqualTo(TenantId.SYSTEM);
              assertThat(alert.count()).isEqualTo(30);
            });
  }

  @Test
  void isSilentOnTwentyNineInAMinuteAndOnThirtyInMore() {
    for (int minute = 0; minute < 60; minute++) see(failures(minute * 60L, PUBLIC, 29));
    for (int i = 0; i < 30; i++) see(failures(i * 3L, "203.0.113.8", 1));
    assertThat(alerts).isEmpty();
  }

  @Test
  void addsUpOneKeyAndOneTenantOverManyAddressesEvenLocalOnes() {
    for (int i = 0; i < 30; i++) {
      see(Facts.refused(START.plusSeconds(i), "unknown", "10.0.0." + i, "acme", "k1", 1));
    }
    for (int i = 0; i < 30; i++) {
      see(Facts.refused(START.plusSeconds(i), "unknown", "10.0.1." + i, "globex", "k" + i, 1));
    }
    assertThat(alerts.values())
        .extracting(Alert::target)
        .containsExactly(new Target("key", "acme/k1"), new Target("tenant", "globex"));
  }

  @Test
  void allowsALocalAddressMoreButNotEverything() {
    for (String local : List.of("127.0.0.1", "192.168.1.4", "fd00:0:0:1:0:0:0:0/64")) {
      see(failures(10, local, 149));
      assertThat(alerts).as(local).isEmpty();
    }
    see(failures(20, "127.0.0.1", 1));
    assertThat(alerts.values())
        .extracting(Alert::target)
        .containsExactly(new Target("address", "127.0.0.1"));
  }

  @Test
  void isOneAlertForOneBurstAndAnotherAfterSilence() {
    for (int i = 0; i < 60; i++) {
      see(Facts.refused(START.plusSeconds(i), "unknown", PUBLIC, "acme", "k1", 10));
    }
    assertThat(alerts).hasSize(1);
    assertThat(alerts.values().iterator().next().count()).isEqualTo(600);
    see(failures(59 + 15 * 60 + 1, PUBLIC, 29));
    assertThat(alerts.values()).noneMatch(Alert::open);
    see(failures(59 + 15 * 60 + 2, PUBLIC, 1));
    assertThat(alerts).hasSize(2);
    assertThat(alerts.values()).filteredOn(Alert::open).hasSize(1);
  }

  @Test
  void findsABurstWhateverTheOrderOfItsFacts() {
    List<Fact> burst = new ArrayList<>();
    for (int i = 0; i < 6; i++) burst.add(failures(i * 9L, PUBLIC, 5));
    Collections.shuffle(burst, new Random(7));
    see(failures(3000, PUBLIC, 1));
    burst.forEach(this::see);
    assertThat(alerts).hasSize(1);
  }

  @Test
  void tellsAttackersApartOnlySoFar() {
    for (int i = 0; i < 300; i++) see(failures(i % 60, "2001:db8:0:" + i + ":0:0:0:0/64", 30));
    assertThat(alerts).hasSize(101);
    assertThat(alerts.values())
        .filteredOn(alert -> alert.target().name().equals(Target.SEVERAL))
        .singleElement()
        .satisfies(alert -> assertThat(alert.count()).isEqualTo(200 * 30));
  }

  @Test
  void needsFewForeignLeasesOrFalseResultsAndOneDrift() {
    for (int i = 0; i < 3; i++) {
      see(Facts.completionRefused(at(i), "t" + i, "n1", AuditEvents.FOREIGN_LEASE));
      see(Facts.completionRefused(at(i), "acme", "n2", "the MAC does not match the result"));
    }
    see(Facts.node(at(9), "n3", "ONLINE", "YELLOW", AuditEvents.NODE_DRIFTED));
    assertThat(alerts.values())
        .extracting(a -> a.suspicion().label() + " " + a.target().name())
        .containsExactlyInAnyOrder("foreign-lease n1", "result-mismatch n2", "node-drift n3");
    assertThat(alerts.values()).allMatch(alert -> alert.tenant().equals(TenantId.SYSTEM));
  }

  @Test
  void believesNothingThatANodeCouldHaveWritten() {
    Fact told = failures(0, PUBLIC, 1000);
    Fact byNode =
        new Fact(
            told.id(),
            told.type(),
            told.time(),
            "node",
            "n",
            TenantId.SYSTEM,
            Topics.NODE_EVENTS,
            1,
            told.data());
    see(byNode);
    see(Facts.fact(START, TenantId.SYSTEM, EventTypes.AUTHENTICATION_FAILED, "a", "rubbish"));
    see(Facts.fact(START, TenantId.SYSTEM, EventTypes.COMPLETION_REFUSED, "a", Map.of()));
    assertThat(alerts).isEmpty();
  }

  @Test
  void isSilentThroughANormalHour() {
    normalHour().forEach(this::see);
    assertThat(alerts).isEmpty();
  }

  /** Typos, a cron job with an expired key, probes without one, a node that restarts, a mesh whose mission service restarts. */
  private static List<Fact> normalHour() {
    List<Fact> hour = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      hour.add(Facts.refused(at(300L * i), "malformed", "198.51.100." + i, null, null, 1 + i % 3));
      hour.add(Facts.refused(at(300 * i + 20), "unknown", PUBLIC, "acme", "typo" + i, 1));
    }
    for (long pause = 1, at = 60; at < 3600; at += pause, pause = Math.min(pause * 2, 600)) {
      hour.add(Facts.refused(at(at), "expired", "198.51.100.77", "acme", "cron", 1));
    }
    for (int i = 0; i < 3600; i += 10) {
      hour.add(Facts.refused(at(i), "missing", "10.1.2.3", null, null, 10));
      hour.add(Facts.refused(at(i), "missing", "127.0.0.1", null, null, 2));
    }
    hour.add(Facts.node(at(900), "n1", "ONLINE", "DEAD", "silent since"));
    hour.add(Facts.node(at(930), "n1", "DEAD", "ONLINE", "registered"));
    hour.add(Facts.node(at(1500), "n2", "STALE", "YELLOW", "heard of again"));
    for (int i = 0; i < 32; i++) {
      hour.add(Facts.completionRefused(at(1800), "acme", "n1", AuditEvents.LOST_LEASE));
      hour.add(Facts.completionRefused(at(1800), "acme", "n2", AuditEvents.LOST_LEASE));
    }
    hour.add(Facts.completionRefused(at(2400), "acme", "n1", "the hash does not match the result"));
    hour.sort((a, b) -> a.time().compareTo(b.time()));
    return hour;
  }

  private void see(Fact fact) {
    signals.read(fact).ifPresent(signal -> watch.observe(signal, START.plus(Duration.ofDays(1))));
    Watch.Outcome outcome = watch.drain();
    outcome.raised().forEach(alert -> alerts.put(alert.id(), alert));
    outcome.changed().forEach(alert -> alerts.put(alert.id(), alert));
  }

  private static Fact failures(long second, String address, long count) {
    return Facts.refused(at(second), "malformed", address, null, null, count);
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
