package dev.missionmesh.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Work at fixed times, whatever became of the work before. Latency counts from the moment a piece was due, not from when it could be
 * sent, so that a stall shows in all that it held up.
 */
public record OpenLoop(double perSecond) {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(5);

  /** Latencies in microseconds of the work due within {@code measured}, after {@code warmup} that is not counted. */
  public Histogram run(Road road, Duration warmup, Duration measured)
      throws IOException, InterruptedException {
    ConcurrentHistogram latencies = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    ConcurrentLinkedQueue<Road.Client> idle = new ConcurrentLinkedQueue<>();
    AtomicReference<Exception> failure = new AtomicReference<>();
    long interval = (long) (1e9 / perSecond);
    int uncounted = (int) (warmup.toNanos() / interval);
    int all = uncounted + (int) (measured.toNanos() / interval);
    CountDownLatch ended = new CountDownLatch(all);
    long start = System.nanoTime();
    for (int i = 0; i < all; i++) {
      long due = start + i * interval;
      waitUntil(due);
      boolean counted = i >= uncounted;
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  runOne(road, idle);
                  if (counted) {
                    latencies.recordValue(
                        Math.min(HIGHEST_MICROS, (System.nanoTime() - due) / 1000));
                  }
                } catch (IOException | InterruptedException | RuntimeException e) {
                  failure.compareAndSet(null, e);
                } finally {
                  ended.countDown();
                }
              });
    }
    ended.await();
    for (Road.Client client : idle) {
      client.close();
    }
    if (failure.get() != null) {
      throw new IOException("a client failed: " + failure.get().getMessage(), failure.get());
    }
    return latencies;
  }

  private static void runOne(Road road, ConcurrentLinkedQueue<Road.Client> idle)
      throws IOException, InterruptedException {
    Road.Client reused = idle.poll();
    Road.Client client = reused != null ? reused : road.client();
    client.runOne();
    idle.add(client);
  }

  private static void waitUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
