package dev.missionmesh.gateway.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What a store said a moment ago. What is served was read no longer ago than the time given,
 * counted from the beginning of the read; what does not exist is remembered just so. What is in use
 * is read again after half of that time, while the old answer still serves, so that a busy name
 * never waits. Reads of one name are joined.
 *
 * @param <K> what the store is asked by; a value
 * @param <V> what it says; never null
 */
public class RecentReads<K, V> {
  /** The store cannot say, or too many unknown names are asked for at once. */
  public static final class Unavailable extends RuntimeException {
    Unavailable(String message, Throwable cause) {
      super(message, cause, false, false);
    }
  }

  private static final class Slot<V> {
    final long startedAt;
    volatile V value;
    volatile Uni<V> read;
    volatile boolean refreshing;

    Slot(long startedAt) {
      this.startedAt = startedAt;
    }
  }

  private final Function<K, Uni<V>> store;
  private final long believedNanos;
  private final int capacity;
  private final int maxReads;
  private final LongSupplier nanoTime;
  private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  /**
   * A cache that is empty.
   *
   * @param believed how long an answer of the store serves
   * @param capacity number of answers held at most
   * @param maxReads number of reads under way at most
   */
  protected RecentReads(
      Function<K, Uni<V>> store,
      Duration believed,
      int capacity,
      int maxReads,
      LongSupplier nanoTime) {
    this.store = store;
    this.believedNanos = believed.toNanos();
    this.capacity = capacity;
    this.maxReads = maxReads;
    this.nanoTime = nanoTime;
  }

  /** The answer if it is at hand; null if it has to be read. Never blocks. */
  protected final V recent(K name) {
    Slot<V> slot = slots.get(name);
    if (slot == null || slot.value == null) {
      return null;
    }
    long age = nanoTime.getAsLong() - slot.startedAt;
    if (age >= believedNanos) {
      return null;
    }
    if (age >= believedNanos / 2 && !slot.refreshing) {
      slot.refreshing = true;
      start(name).read.subscribe().with(ignored -> {}, ignored -> {});
    }
    return slot.value;
  }

  /** The answer, read from the store unless it is at hand. Fails with {@link Unavailable}. */
  protected final Uni<V> read(K name) {
    V known = recent(name);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    Slot<V> slot = slots.get(name);
    boolean underWay =
        slot != null && slot.value == null && nanoTime.getAsLong() - slot.startedAt < believedNanos;
    if (!underWay) {
      if (reads.get() >= maxReads) {
        return Uni.createFrom().failure(new Unavailable("too much is being read", null));
      }
      slot = start(name);
    }
    return slot.read;
  }

  /** Forgets an answer, so that the next use reads it. */
  protected final void drop(K name) {
    slots.remove(name);
  }

  /** Drops what serves no more. */
  public final void prune() {
    long now = nanoTime.getAsLong();
    slots.values().removeIf(slot -> now - slot.startedAt >= believedNanos);
  }

  private Slot<V> start(K name) {
    if (slots.size() >= capacity) {
      prune();
      if (slots.size() >= capacity) {
        slots.clear();
      }
    }
    Slot<V> slot = new Slot<>(nanoTime.getAsLong());
    Slot<V> old = slots.get(name);
    reads.incrementAndGet();
    slot.read =
        Uni.createFrom()
            .deferred(() -> store.apply(name))
            .onItem()
            .invoke(found -> arrived(name, slot, found))
            .onFailure()
            .invoke(ignored -> slots.remove(name, slot))
            .onFailure()
            .transform(e -> new Unavailable("the store could not be read", e))
            .onTermination()
            .invoke(reads::decrementAndGet)
            .memoize()
            .indefinitely();
    if (old == null || old.value == null || slot.startedAt - old.startedAt >= believedNanos) {
      // Nothing that serves is lost: later askers join this read.
      slots.put(name, slot);
    }
    return slot;
  }

  private void arrived(K name, Slot<V> slot, V found) {
    slot.value = found;
    slots.computeIfPresent(
        name, (n, current) -> current.startedAt - slot.startedAt > 0 ? current : slot);
  }
}
