package dev.missionmesh.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeyCacheTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private final AtomicLong now = new AtomicLong();
  private final List<UniEmitter<? super Optional<KnownKey>>> reads = new ArrayList<>();
  private final KeyCache cache =
      new KeyCache(
          (tenant, keyId) -> Uni.createFrom().emitter(reads::add), BELIEVED, 3, 5, now::get);

  @Test
  void joinsTheReadsOfOneKey() {
    var first = ask("k");
    var second = ask("k");

    reads.getFirst().complete(key("k"));

    assertThat(reads).hasSize(1);
    assertThat(first).containsExactly(key("k"));
    assertThat(second).containsExactly(key("k"));
  }

  @Test
  void servesWhatItReadForAsLongAsItIsBelieved() {
    ask("k");
    reads.getFirst().complete(key("k"));

    assertThat(cache.atHand(ACME, "k")).isEqualTo(key("k"));
    now.set(BELIEVED.toNanos());
    assertThat(cache.atHand(ACME, "k")).isNull();
  }

  @Test
  void countsTheTimeFromTheBeginningOfTheRead() {
    ask("k");
    now.set(BELIEVED.toNanos());
    reads.getFirst().complete(key("k"));

    assertThat(cache.atHand(ACME, "k")).isNull();
  }

  @Test
  void readsABusyKeyAgainWhileTheOldAnswerServes() {
    ask("k");
    reads.getFirst().complete(key("k"));
    now.set(BELIEVED.toNanos() / 2);

    assertThat(cache.atHand(ACME, "k")).isEqualTo(key("k"));
    assertThat(cache.atHand(ACME, "k")).isEqualTo(key("k"));
    assertThat(reads).hasSize(2);
    reads.getLast().complete(Optional.empty());

    assertThat(cache.atHand(ACME, "k")).isEmpty();
  }

  @Test
  void remembersThatAKeyDoesNotExist() {
    ask("k");
    reads.getFirst().complete(Optional.empty());

    assertThat(cache.atHand(ACME, "k")).isEmpty();
    assertThat(reads).hasSize(1);
  }

  @Test
  void remembersNoFailure() {
    var uni = cache.find(ACME, "k").subscribeAsCompletionStage();
    reads.getFirst().fail(new IllegalStateException("database down"));

    assertThatThrownBy(uni::join).hasCauseInstanceOf(KeyCache.Unavailable.class);
    ask("k");
    assertThat(reads).hasSize(2);
  }

  @Test
  void refusesMoreReadsThanItMayHaveUnderWay() {
    for (int i = 0; i < 5; i++) {
      ask("k" + i);
    }

    assertThatThrownBy(() -> cache.find(ACME, "one-more").await().indefinitely())
        .isInstanceOf(KeyCache.Unavailable.class);
    reads.getFirst().complete(Optional.empty());
    ask("one-more");
    assertThat(reads).hasSize(6);
  }

  @Test
  void forgetsWhatItIsToldToForget() {
    ask("k");
    reads.getFirst().complete(key("k"));

    cache.forget(ACME, "k");

    assertThat(cache.atHand(ACME, "k")).isNull();
  }

  private List<Optional<KnownKey>> ask(String id) {
    List<Optional<KnownKey>> answers = new ArrayList<>();
    cache.find(ACME, id).subscribe().with(answers::add);
    return answers;
  }

  private final java.util.Map<String, Optional<KnownKey>> keys = new java.util.HashMap<>();

  private Optional<KnownKey> key(String id) {
    return keys.computeIfAbsent(
        id, i -> Optional.of(new KnownKey(ACME, i, new byte[32], Set.of(), null, false, false)));
  }
}
