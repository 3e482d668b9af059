package dev.missionmesh.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * As many pieces of work at once as {@code clients} x {@code group}, each client sending the next group when the one before has ended:
 * what a system takes at most.
 */
public record ClosedLoop(int clients, int group) {
  /**
   * What was finished in the measured time.
   *
   * @param finished pieces of work that ended in it
   * @param finishedAfterAll the same and those that were still under way at its end
   * @param seconds measured
   * @param warmupSeconds before it, not counted
   */
  public record Outcome(
      long finished, long finishedAfterAll, double seconds, double warmupSeconds) {
    public double perSecond() {
      return finished / seconds;
    }
  }

  /** Runs through {@code warmup}, calls {@code onStart}, measures for {@code measured}, then lets what is under way end. */
  public Outcome run(Road road, Warmup warmup, Duration measured, Runnable onStart)
      throws IOException, InterruptedException {
    LongAdder finished = new LongAdder();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicReference<Exception> failure = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(clients);
    for (int i = 0; i < clients; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Road.Client client = road.client()) {
                  while (!stop.get() && failure.get() == null) {
                    client.runGroup(group);
                    finished.add(group);
                  }
                } catch (IOException | InterruptedException | RuntimeException e) {
                  failure.compareAndSet(null, e);
                } finally {
                  ended.countDown();
                }
              });
    }
    double warmed = warmup.await(finished::sum);
    onStart.run();
    long before = finished.sum();
    long start = System.nanoTime();
    Thread.sleep(measured);
    long after = finished.sum();
    double seconds = (System.nanoTime() - start) / 1e9;
    stop.set(true);
    ended.await();
    if (failure.get() != null) {
      throw new IOException("a client failed: " + failure.get().getMessage(), failure.get());
    }
    return new Outcome(after - before, finished.sum() - before, seconds, warmed);
  }
}
