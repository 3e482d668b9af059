package dev.missionmesh.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Limit;
import dev.missionmesh.gateway.domain.Tier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedLimiterTest {
  private static final Limit LIMIT = Limit.parse("1000 per PT1S burst 100");
  private static final Allotment ACME = new Allotment(Tier.TENANT, "acme", "", LIMIT);

  private final AtomicLong now = new AtomicLong();
  private final Store store = new Store();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final SharedLimiter limiter =
      new SharedLimiter(store, 2, Duration.ofMillis(500), 100, now::get, new Told());

  @BeforeEach
  void theStoreIsThere() {
    limiter.probe();
    assertThat(told).containsExactly("shared");
  }

  @Test
  void asksTheStoreForSeveralTokensAtATimeAndBeforeTheyRunOut() {
    store.tokens = 1000;

    assertThat(take().basis()).isEqualTo(Allowance.Basis.REDIS);
    int waited = 0;
    for (int i = 0; i < 99; i++) {
      waited += limiter.atOnce(ACME) == null ? 1 : 0;
    }

    assertThat(waited).isZero();
    assertThat(store.asked).hasSizeLessThan(15);
    assertThat(1000 - store.tokens).isLessThanOrEqualTo(100 + Reservoir.batch(1000, 100, 2));
  }

  @Test
  void doesNotAskWhileTheBucketIsEmpty() {
    store.tokens = 0;
    assertThat(take().granted()).isFalse();
    for (int i = 0; i < 100; i++) {
      assertThat(take().granted()).isFalse();
    }
    assertThat(store.asked).hasSize(1);

    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    store.tokens = 5;
    assertThat(take().granted()).isTrue();
  }

  @Test
  void grantsEachTokenOnceToThoseWhoWait() {
    store.silent = true;
    List<CompletionStage<Allowance>> waiting = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      waiting.add(limiter.ask(ACME));
    }
    store.answer(21, 5);
    store.silent = false;
    store.tokens = 4;
    store.answerLast();

    assertThat(waiting.stream().filter(w -> w.toCompletableFuture().join().granted())).hasSize(25);
    assertThat(store.asked).startsWith(21L, 29L);
  }

  @Test
  void letsNobodyThroughWhileAnAnswerIsLate() {
    store.tokens = 1000;
    take();
    store.silent = true;
    int held = 0;
    while (limiter.atOnce(ACME) != null) {
      held++;
    }
    assertThat(held).isLessThanOrEqualTo((int) Reservoir.batch(1000, 100, 2));
    CompletableFuture<Allowance> waiting = limiter.ask(ACME).toCompletableFuture();
    await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());

    store.answer(1, 0);
    assertThat(waiting.join().basis()).isEqualTo(Allowance.Basis.REDIS);
    assertThat(told).containsExactly("shared");
  }

  @Test
  void paysWithTheFirstTokensForWhatItLetThroughAlone() {
    loseTheStore();
    int alone = 0;
    while (limiter.atOnce(ACME).granted()) {
      alone++;
    }
    assertThat(alone).as("share of the burst").isEqualTo(50);

    store.silent = false;
    store.tokens = 60;
    limiter.probe();

    int granted = 0;
    for (int i = 0; i < 100; i++) {
      granted += take().granted() ? 1 : 0;
    }
    assertThat(granted).as("what is left once that is paid").isEqualTo(10);
  }

  @Test
  void owesNothingForWhatHasComeBackToItsShareMeanwhile() {
    loseTheStore();
    while (limiter.atOnce(ACME).granted()) {}
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));

    store.silent = false;
    store.tokens = 60;
    limiter.probe();

    int granted = 0;
    for (int i = 0; i < 100; i++) {
      granted += take().granted() ? 1 : 0;
    }
    assertThat(granted).isEqualTo(60);
  }

  @Test
  void countsAShareAloneOnceTheStoreHasGoneAndTogetherAgainWhenItIsBack() {
    store.tokens = 1000;
    take();
    store.silent = true;
    while (limiter.atOnce(ACME) != null && told.size() == 1) {
      now.addAndGet(1);
    }
    long from = System.nanoTime();
    Allowance late = limiter.ask(ACME).toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
    assertThat(late.basis()).isEqualTo(Allowance.Basis.FALLBACK);
    await().until(() -> told.size() == 2);
    assertThat(told).containsExactly("shared", "alone TimeoutException");
    int alone = 1;
    while (limiter.atOnce(ACME).granted()) {
      alone++;
    }
    assertThat(alone).as("share of the burst, with the one that waited").isEqualTo(50);
    now.addAndGet(TimeUnit.MILLISECONDS.toNanos(10));
    assertThat(take().granted()).as("share of the rate").isTrue();

    store.silent = false;
    limiter.probe();
    assertThat(take().basis()).isEqualTo(Allowance.Basis.REDIS);
    assertThat(told).containsExactly("shared", "alone TimeoutException", "shared");
    assertThat(store.resets).isEqualTo(2);
  }

  @Test
  void holdsLittleEnoughInReserve() {
    for (int replicas = 1; replicas < 9; replicas++) {
      for (long requests : new long[] {1, 100, 600, 1000, 100_000}) {
        for (long burst : new long[] {1, requests / 5 + 1, requests}) {
          long held = Reservoir.batch(requests, burst, replicas);
          // A single token is never held: it goes to who has asked for it.
          assertThat(held == 1 ? 0 : held * replicas).isLessThanOrEqualTo(requests * 5 / 100);
        }
      }
    }
  }

  private void loseTheStore() {
    store.silent = true;
    limiter.probe();
    await().until(() -> told.size() == 2);
    assertThat(told).containsExactly("shared", "alone TimeoutException");
  }

  private Allowance take() {
    Allowance atOnce = limiter.atOnce(ACME);
    return atOnce != null ? atOnce : limiter.ask(ACME).toCompletableFuture().join();
  }

  private final class Told implements SharedLimiter.Watcher {
    @Override
    public void shared() {
      told.add("shared");
    }

    @Override
    public void alone(Throwable cause) {
      told.add("alone " + cause.getClass().getSimpleName());
    }
  }

  private static final class Store implements TokenStore {
    private final List<Long> asked = new ArrayList<>();
    private final List<CompletableFuture<Taken>> open = new ArrayList<>();
    private boolean silent;
    private long tokens;
    private int resets;

    @Override
    public CompletionStage<Taken> take(Allotment allotment, long most) {
      asked.add(most);
      CompletableFuture<Taken> answer = new CompletableFuture<>();
      open.add(answer);
      if (!silent) {
        answerLast();
      }
      return answer;
    }

    void answerLast() {
      long taken = Math.min(asked.getLast(), tokens);
      tokens -= taken;
      open.getLast().complete(new Taken(taken, tokens));
    }

    void answer(long taken, long remaining) {
      open.getLast().complete(new Taken(taken, remaining));
    }

    @Override
    public CompletionStage<?> probe() {
      return silent ? new CompletableFuture<>() : CompletableFuture.completedStage("PONG");
    }

    @Override
    public void reset() {
      resets++;
    }
  }
}
