package dev.missionmesh.cli.client;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Closes a body on which nothing was heard for too long, so that its reader wakes up. */
final class SilenceWatch implements AutoCloseable {
  private final Thread thread;
  private volatile long heardAt = System.nanoTime();

  SilenceWatch(Closeable body, Duration limit) {
    thread = Thread.ofVirtual().start(() -> watch(body, limit));
  }

  void heard() {
    heardAt = System.nanoTime();
  }

  private void watch(Closeable body, Duration limit) {
    try {
      for (long left = limit.toNanos();
          left > 0;
          left = heardAt + limit.toNanos() - System.nanoTime()) {
        Thread.sleep(Duration.ofNanos(left));
      }
      body.close();
    } catch (InterruptedException | IOException done) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
