package dev.missionmesh.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A value made of files that may change while the service runs. It is looked at again once per period, beside the request that
 * found the period over; who asks after a long silence waits for the look, so that what was removed meanwhile is not believed.
 */
final class FileBacked<T> {
  /** Where the value comes from. */
  interface Origin<T> {
    /** Differs from the last one whenever the files may have changed. */
    Object stamp() throws IOException;

    T read() throws IOException;
  }

  private static final Logger LOG = Logger.getLogger(FileBacked.class);
  private static final long SILENCE = 3;

  private final Origin<T> origin;
  private final long periodNanos;
  private final AtomicBoolean looking = new AtomicBoolean();
  private @Nullable Object stamp;
  private volatile @Nullable T value;
  private volatile long lookedAt;

  FileBacked(Origin<T> origin, Duration period) {
    this.origin = origin;
    this.periodNanos = period.toNanos();
  }

  /**
   * The value as it was at most a period ago.
   *
   * @throws IllegalStateException if it has never been read and cannot be
   */
  T get() {
    T known = value;
    long seen = lookedAt;
    long age = System.nanoTime() - seen;
    if (known == null || age > SILENCE * periodNanos) {
      look(seen);
      return read();
    }
    if (age > periodNanos && looking.compareAndSet(false, true)) {
      Thread.ofVirtual().name("look-at-keys").start(() -> lookBeside(seen));
    }
    return known;
  }

  /** The value as it is now, unless it was looked at within the time given. */
  T getNow(Duration atMostOncePer) {
    long seen = lookedAt;
    if (value == null || System.nanoTime() - seen > atMostOncePer.toNanos()) {
      look(seen);
    }
    return read();
  }

  private T read() {
    T known = value;
    if (known == null) throw new IllegalStateException("nothing has been read yet");
    return known;
  }

  private void lookBeside(long seen) {
    try {
      look(seen);
    } finally {
      looking.set(false);
    }
  }

  /** Does nothing if another thread has looked since the caller {@code seen} when that was last done. */
  private synchronized void look(long seen) {
    if (value != null && lookedAt != seen) {
      return;
    }
    try {
      Object now = origin.stamp();
      if (value == null || !now.equals(stamp)) {
        value = origin.read();
        stamp = now;
      }
    } catch (IOException | UncheckedIOException e) {
      if (value == null) {
        throw new IllegalStateException("keys cannot be read: " + e.getMessage(), e);
      }
      LOG.warnf("keys cannot be read, those known stay: %s", e.getMessage());
    }
    lookedAt = System.nanoTime();
  }
}
