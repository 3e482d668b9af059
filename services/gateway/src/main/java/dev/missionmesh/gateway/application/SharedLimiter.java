package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Counts together with the other replicas, in buckets that they have in common. While the store of
 * these buckets does not answer, each replica keeps to its share of every limit; it tries the store
 * again when {@link #probe} is called.
 */
public final class SharedLimiter implements RateLimiter {
  /** Hears when the store has come or gone. */
  public interface Watcher {
    /** All replicas count together from now on. */
    void shared();

    /** Each counts alone from now on; never twice in a row. */
    void alone(Throwable cause);
  }

  private final TokenStore store;
  private final int replicas;
  private final long patienceMs;
  private final LongSupplier nanoTime;
  private final Watcher watcher;
  private final Allotments<Reservoir> reservoirs;
  private final AtomicBoolean probing = new AtomicBoolean();
  private boolean told;

  /** Grows with each change; odd while all replicas count together. */
  private volatile int epoch;

  /**
   * A limiter that counts alone until it has been told to {@link #probe}.
   *
   * @param replicas how many count together, at least 1
   * @param patience how long a request waits for the store; silent for longer, it has gone
   * @param capacity how many addresses, and how many other allotments, are remembered at most
   */
  public SharedLimiter(
      TokenStore store,
      int replicas,
      Duration patience,
      int capacity,
      LongSupplier nanoTime,
      Watcher watcher) {
    this.store = store;
    this.replicas = replicas;
    this.patienceMs = patience.toMillis();
    this.nanoTime = nanoTime;
    this.watcher = watcher;
    this.reservoirs = new Allotments<>(capacity);
  }

  @Override
  public Allowance atOnce(Allotment allotment) {
    return reservoir(allotment).atOnce();
  }

  @Override
  public CompletionStage<Allowance> ask(Allotment allotment) {
    return reservoir(allotment).ask();
  }

  private Reservoir reservoir(Allotment allotment) {
    return reservoirs.get(allotment, a -> new Reservoir(a, this));
  }

  /** True while all replicas count together. */
  public boolean isShared() {
    return together(epoch);
  }

  static boolean together(int epoch) {
    return (epoch & 1) == 1;
  }

  /** Looks whether the store is there, or back. To be called every now and then. */
  public void probe() {
    if (!probing.compareAndSet(false, true)) {
      return;
    }
    if (!isShared()) {
      store.reset();
    }
    var _ =
        unlessSilent(store.probe())
            .whenComplete(
                (there, failure) -> {
                  probing.set(false);
                  change(failure == null, failure);
                });
  }

  /** Fails if the store says that it cannot, or says nothing for long. */
  CompletableFuture<TokenStore.Taken> take(Allotment allotment, long most) {
    CompletionStage<TokenStore.Taken> taking;
    try {
      taking = store.take(allotment, most);
    } catch (RuntimeException e) {
      taking = CompletableFuture.failedStage(e);
    }
    return unlessSilent(taking)
        .whenComplete(
            (taken, failure) -> {
              if (failure != null) {
                change(false, failure);
              }
            });
  }

  private <T> CompletableFuture<T> unlessSilent(CompletionStage<T> answer) {
    return answer
        .toCompletableFuture()
        .copy()
        .orTimeout(patienceMs, TimeUnit.MILLISECONDS);
  }

  private synchronized void change(boolean nowTogether, Throwable cause) {
    boolean changes = nowTogether != isShared();
    if (told && !changes) {
      return;
    }
    told = true;
    epoch += changes ? 1 : 0;
    if (nowTogether) {
      watcher.shared();
    } else {
      watcher.alone(cause instanceof CompletionException ? cause.getCause() : cause);
    }
  }

  int epoch() {
    return epoch;
  }

  int replicas() {
    return replicas;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }
}
