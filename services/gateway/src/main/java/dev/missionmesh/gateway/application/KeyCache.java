package dev.missionmesh.gateway.application;

import dev.missionmesh.gateway.domain.KnownKey;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keys as they were a moment ago. What is served was read no longer ago than the time given,
 * counted from the beginning of the read; keys that do not exist are remembered just so. A key in
 * use is read again after half of that time, while the old answer still serves, so that a busy key
 * never waits. Reads of one key are joined.
 */
public final class KeyCache {
  /** The store cannot say, or too many unknown keys are asked for at once. */
  public static final class Unavailable extends RuntimeException {
    Unavailable(String message, Throwable cause) {
      super(message, cause, false, false);
    }
  }

  private record Name(TenantId tenant, String keyId) {}

  private static final class Slot {
    final long startedAt;
    volatile Optional<KnownKey> key;
    volatile Uni<Optional<KnownKey>> read;
    volatile boolean refreshing;

    Slot(long startedAt) {
      this.startedAt = startedAt;
    }
  }

  private final KeyLookup lookup;
  private final long believedNanos;
  private final int capacity;
  private final int maxReads;
  private final LongSupplier nanoTime;
  private final Map<Name, Slot> slots = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  /**
   * A cache that is empty.
   *
   * @param believed how long an answer of the store serves
   * @param capacity number of keys held at most
   * @param maxReads number of reads under way at most
   */
  public KeyCache(
      KeyLookup lookup, Duration believed, int capacity, int maxReads, LongSupplier nanoTime) {
    this.lookup = lookup;
    this.believedNanos = believed.toNanos();
    this.capacity = capacity;
    this.maxReads = maxReads;
    this.nanoTime = nanoTime;
  }

  /** The key if it is at hand; null if it has to be read. Never blocks. */
  public Optional<KnownKey> atHand(TenantId tenant, String keyId) {
    Name name = new Name(tenant, keyId);
    Slot slot = slots.get(name);
    if (slot == null || slot.key == null) {
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
    return slot.key;
  }

  /** The key, read from the store unless it is at hand. Fails with {@link Unavailable}. */
  public Uni<Optional<KnownKey>> find(TenantId tenant, String keyId) {
    Optional<KnownKey> known = atHand(tenant, keyId);
    if (known != null) {
      return Uni.createFrom().item(known);
    }
    Name name = new Name(tenant, keyId);
    Slot slot = slots.get(name);
    boolean underWay =
        slot != null && slot.key == null && nanoTime.getAsLong() - slot.startedAt < believedNanos;
    if (!underWay) {
      if (reads.get() >= maxReads) {
        return Uni.createFrom().failure(new Unavailable("too many keys are being read", null));
      }
      slot = start(name);
    }
    return slot.read;
  }

  /** Forgets a key, so that the next use reads it. */
  public void forget(TenantId tenant, String keyId) {
    slots.remove(new Name(tenant, keyId));
  }

  /** Drops what serves no more. */
  public void prune() {
    long now = nanoTime.getAsLong();
    slots.values().removeIf(slot -> now - slot.startedAt >= believedNanos);
  }

  private Slot start(Name name) {
    if (slots.size() >= capacity) {
      prune();
      if (slots.size() >= capacity) {
        slots.clear();
      }
    }
    Slot slot = new Slot(nanoTime.getAsLong());
    Slot old = slots.get(name);
    reads.incrementAndGet();
    slot.read =
        Uni.createFrom()
            .deferred(() -> lookup.find(name.tenant, name.keyId))
            .onItem()
            .invoke(found -> arrived(name, slot, found))
            .onFailure()
            .invoke(ignored -> slots.remove(name, slot))
            .onFailure()
            .transform(e -> new Unavailable("the key could not be read", e))
            .onTermination()
            .invoke(reads::decrementAndGet)
            .memoize()
            .indefinitely();
    if (old == null || old.key == null || slot.startedAt - old.startedAt >= believedNanos) {
      // Nothing that serves is lost: later askers join this read.
      slots.put(name, slot);
    }
    return slot;
  }

  private void arrived(Name name, Slot slot, Optional<KnownKey> found) {
    slot.key = found;
    slots.computeIfPresent(
        name, (n, current) -> current.startedAt - slot.startedAt > 0 ? current : slot);
  }
}
