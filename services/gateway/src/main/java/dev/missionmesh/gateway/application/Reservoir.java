package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What this replica holds of one allotment's common bucket. It takes several tokens at a time, and
 * more before it runs out, so that few requests wait for the store; and while the bucket is empty
 * it does not ask. What it can hold is so little that all replicas together stay within 105 % of
 * the limit though tokens are used later than they were taken.
 */
final class Reservoir {
  private static final int HELD_PERCENT = 4;

  private final Allotment allotment;
  private final SharedLimiter shared;
  private final long batch;
  private final Queue<CompletableFuture<Allowance>> waiting = new ArrayDeque<>();
  private int epoch;
  private long held;
  private long remaining;
  private boolean empty;
  private long emptyUntil;
  private boolean asking;
  private long alone;
  private long debt;
  private LocalBucket fallback;

  Reservoir(Allotment allotment, SharedLimiter shared) {
    this.allotment = allotment;
    this.shared = shared;
    this.epoch = shared.epoch();
    this.remaining = allotment.limit().burst();
    this.batch = batch(allotment.limit().requests(), allotment.limit().burst(), shared.replicas());
  }

  /** Most tokens that a replica holds. */
  static long batch(long requests, long burst, int replicas) {
    return Math.max(1, Math.min(requests * HELD_PERCENT / 100 / replicas, burst / (2L * replicas)));
  }

  /** The answer if it needs nobody else; null otherwise. */
  Allowance atOnce() {
    Allowance answer;
    long wanted;
    synchronized (this) {
      answer = decide();
      wanted = answer != null && answer.granted() ? toFetch() : 0;
    }
    fetch(wanted);
    return answer;
  }

  CompletionStage<Allowance> ask() {
    CompletableFuture<Allowance> later = new CompletableFuture<>();
    long wanted;
    synchronized (this) {
      Allowance answer = decide();
      if (answer != null) {
        return CompletableFuture.completedStage(answer);
      }
      waiting.add(later);
      wanted = toFetch();
    }
    fetch(wanted);
    return later;
  }

  private Allowance decide() {
    follow();
    if (!together()) {
      return alone();
    }
    if (held > 0 && waiting.isEmpty()) {
      held--;
      return granted();
    }
    if (empty) {
      long left = emptyUntil - shared.nanoTime();
      if (left > 0) {
        return Allowance.refused(allotment, left, Allowance.Basis.REDIS);
      }
      empty = false;
    }
    return null;
  }

  /**
   * Begins anew when the store has come or gone. What was let through alone is paid from the first
   * tokens that come: the bucket in the store knows nothing of it.
   */
  private void follow() {
    if (epoch != shared.epoch()) {
      epoch = shared.epoch();
      debt += fallback == null ? 0 : Math.min(alone, fallback.missing());
      alone = 0;
      fallback = null;
      held = 0;
      empty = false;
    }
  }

  private boolean together() {
    return SharedLimiter.together(epoch);
  }

  /** Tokens to ask for now; 0 if there are enough or the answer to an earlier question is due. */
  private long toFetch() {
    boolean enough = empty || debt == 0 && (held > batch / 2 || batch == 1);
    if (asking || !together() || waiting.isEmpty() && enough) {
      return 0;
    }
    asking = true;
    return waiting.size() + debt + (batch == 1 ? 0 : batch - held);
  }

  private void fetch(long wanted) {
    if (wanted > 0) {
      var _ =
          shared
              .take(allotment, wanted)
              .whenComplete((taken, failure) -> arrived(wanted, taken, failure));
    }
  }

  private void arrived(long wanted, TokenStore.Taken taken, Throwable failure) {
    List<Runnable> answers = new ArrayList<>();
    long more;
    synchronized (this) {
      follow();
      asking = false;
      if (failure == null && together()) {
        fill(wanted, taken);
      }
      settle(answers);
      more = toFetch();
    }
    answers.forEach(Runnable::run);
    fetch(more);
  }

  private void fill(long wanted, TokenStore.Taken taken) {
    long paid = Math.min(debt, taken.tokens());
    debt -= paid;
    held += taken.tokens() - paid;
    remaining = taken.remaining();
    empty = taken.tokens() < wanted;
    emptyUntil = shared.nanoTime() + allotment.limit().nanosFor(1);
  }

  private void settle(List<Runnable> answers) {
    while (!waiting.isEmpty()) {
      Allowance answer;
      if (!together()) {
        answer = alone();
      } else if (held > 0) {
        held--;
        answer = granted();
      } else if (empty) {
        answer = Allowance.refused(allotment, allotment.limit().nanosFor(1), Allowance.Basis.REDIS);
      } else {
        return;
      }
      CompletableFuture<Allowance> asker = waiting.remove();
      answers.add(() -> asker.complete(answer));
    }
  }

  private Allowance granted() {
    return Allowance.granted(allotment, held + remaining, Allowance.Basis.REDIS);
  }

  private Allowance alone() {
    Allowance answer = fallback().take();
    alone += answer.granted() ? 1 : 0;
    return answer;
  }

  /** Counts alone, beginning with this replica's share of what was left when last heard of. */
  private LocalBucket fallback() {
    if (fallback == null) {
      fallback =
          new LocalBucket(
              allotment,
              allotment.limit().share(shared.replicas()),
              remaining / shared.replicas(),
              Allowance.Basis.FALLBACK,
              shared::nanoTime);
    }
    return fallback;
  }
}
