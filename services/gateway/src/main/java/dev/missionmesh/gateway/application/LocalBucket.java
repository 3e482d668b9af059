package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.Allotment;
import dev.missionmesh.gateway.domain.Limit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;

/** The bucket of one allotment in this process. */
final class LocalBucket {
  private final Allotment allotment;
  private final Bucket bucket;
  private final Allowance.Basis basis;
  private final long burst;

  /**
   * A bucket.
   *
   * @param limit what is counted against, which may be a share of the allotment's limit
   * @param initial tokens in it at first; no more than the limit's burst count
   */
  LocalBucket(
      Allotment allotment,
      Limit limit,
      long initial,
      Allowance.Basis basis,
      LongSupplier nanoTime) {
    this.allotment = allotment;
    this.basis = basis;
    this.burst = limit.burst();
    this.bucket =
        Bucket.builder()
            .addLimit(
                l ->
                    l.capacity(limit.burst())
                        .refillGreedy(limit.requests(), limit.per())
                        .initialTokens(Math.clamp(initial, 0, limit.burst())))
            .withCustomTimePrecision(new Time(nanoTime))
            .build();
  }

  Allowance take() {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Allowance.granted(allotment, probe.getRemainingTokens(), basis)
        : Allowance.refused(allotment, probe.getNanosToWaitForRefill(), basis);
  }

  /** How many tokens it is below its burst now. */
  long missing() {
    return burst - bucket.getAvailableTokens();
  }

  private record Time(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
