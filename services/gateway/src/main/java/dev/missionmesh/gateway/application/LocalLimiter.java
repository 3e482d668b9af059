package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Counts in this process alone, for the only replica. */
public final class LocalLimiter implements RateLimiter {
  private final LongSupplier nanoTime;
  private final Allotments<LocalBucket> buckets;

  /**
   * A limiter that has counted nothing yet.
   *
   * @param capacity how many addresses, and how many other allotments, are remembered at most
   */
  public LocalLimiter(int capacity, LongSupplier nanoTime) {
    this.buckets = new Allotments<>(capacity);
    this.nanoTime = nanoTime;
  }

  @Override
  public Allowance atOnce(Allotment allotment) {
    return buckets.get(allotment, this::full).take();
  }

  private LocalBucket full(Allotment allotment) {
    return new LocalBucket(
        allotment, allotment.limit(), allotment.limit().burst(), Allowance.Basis.MEMORY, nanoTime);
  }

  @Override
  public CompletionStage<Allowance> ask(Allotment allotment) {
    return CompletableFuture.completedStage(atOnce(allotment));
  }

  /** How many allotments are remembered. */
  public long remembered() {
    return buckets.size();
  }
}
