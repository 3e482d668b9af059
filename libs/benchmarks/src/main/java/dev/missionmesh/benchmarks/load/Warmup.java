package dev.missionmesh.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Load before a measurement. On few processors the just-in-time compilers of all processes compete with the work for minutes, so a
 * fixed time would measure compilation: this one lasts until throughput no longer grows.
 *
 * @param atLeast time that is always taken
 * @param atMost time after which the measurement begins though throughput still grows
 */
public record Warmup(Duration atLeast, Duration atMost) {
  private static final Duration WINDOW = Duration.ofSeconds(5);

  /** Throughput is steady if this many windows in a row have not been better by {@link #GROWTH} than the best before. */
  private static final int STEADY_WINDOWS = 4;

  private static final double GROWTH = 1.03;

  /** A warm-up of a fixed time. */
  public static Warmup of(Duration time) {
    return new Warmup(time, time);
  }

  /**
   * Waits while others work.
   *
   * @param finished how much they have finished so far
   * @return seconds waited
   */
  double await(LongSupplier finished) throws InterruptedException {
    long start = System.nanoTime();
    Thread.sleep(atLeast);
    List<Long> windows = new ArrayList<>();
    while (nanosSince(start) + WINDOW.toNanos() <= atMost.toNanos() && !isSteady(windows)) {
      long before = finished.getAsLong();
      Thread.sleep(WINDOW);
      windows.add(finished.getAsLong() - before);
    }
    return nanosSince(start) / 1e9;
  }

  /** True if the last windows have brought nothing better than those before. */
  static boolean isSteady(List<Long> windows) {
    int earlier = windows.size() - STEADY_WINDOWS;
    return earlier > 0
        && best(windows.subList(earlier, windows.size()))
            <= GROWTH * best(windows.subList(0, earlier));
  }

  private static long best(List<Long> windows) {
    return windows.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  private static long nanosSince(long start) {
    return System.nanoTime() - start;
  }
}
