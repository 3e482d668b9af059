package dev.missionmesh.telemetry.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.missionmesh.telemetry.domain.Fact;
import dev.missionmesh.telemetry.domain.RollUp;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditAppenderTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Store store = new Store();
  private final List<Fact> facts = IntStream.range(0, 9).mapToObj(AuditAppenderTest::fact).toList();
  private final Set<Integer> setAside = new TreeSet<>();

  /** Fails a number of times, then keeps everything but what it refuses. */
  private static final class Store implements AuditStore {
    int outages;
    final Set<String> refused = new TreeSet<>();
    final List<String> kept = new ArrayList<>();

    @Override
    public Uni<Integer> append(List<Fact> facts) {
      if (outages-- > 0) {
        return Uni.createFrom().failure(new IllegalStateException("connection refused"));
      }
      if (facts.stream().anyMatch(f -> refused.contains(f.subject()))) {
        return Uni.createFrom().failure(new UnstorableFact("value out of range", null));
      }
      facts.forEach(f -> kept.add(f.subject()));
      return Uni.createFrom().item(facts.size());
    }

    @Override
    public Uni<RollUp> rollUp() {
      return Uni.createFrom().item(RollUp.EMPTY);
    }
  }

  @Test
  void triesAgainUntilTheStoreIsBack() {
    store.outages = 3;
    assertThat(append()).isEqualTo(9);
    assertThat(store.kept).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
  }

  @Test
  void setsAsideOnlyWhatCanNeverBeStored() {
    store.refused.addAll(List.of("0", "5"));
    assertThat(append()).isEqualTo(7);
    assertThat(setAside).containsExactly(0, 5);
    assertThat(store.kept).containsExactly("1", "2", "3", "4", "6", "7", "8");
  }

  private int append() {
    return new AuditAppender(store)
        .append(
            facts,
            (place, reason) -> {
              setAside.add(place);
              return Uni.createFrom().voidItem();
            })
        .await()
        .atMost(LIMIT);
  }

  private static Fact fact(int i) {
    return new Fact(
        UUID.randomUUID(),
        "t",
        Instant.EPOCH,
        "s",
        "" + i,
        TenantId.SYSTEM,
        "mesh.audit",
        0,
        new byte[0]);
  }
}
