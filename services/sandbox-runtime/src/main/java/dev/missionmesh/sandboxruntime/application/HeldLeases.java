package dev.missionmesh.sandboxruntime.application;

import dev.missionmesh.sandboxruntime.domain.Lease;
import dev.missionmesh.sandboxruntime.domain.LeaseRef;
import dev.missionmesh.sandboxruntime.domain.StopCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The leases whose attempts have not ended yet, with the moment on the monotonic clock at which
 * work on each must stop unless it is renewed. Used on the loop only.
 */
final class HeldLeases {
  private static final class Held {
    final Attempt attempt;
    long deadline;

    Held(Attempt attempt, long deadline) {
      this.attempt = attempt;
      this.deadline = deadline;
    }
  }

  private record Key(String missionId, long token) {}

  private final Map<Key, Held> held = new HashMap<>();
  private final LongSupplier nanoTime;
  private final Duration safety;
  private final Consumer<Attempt> stopped;

  /**
   * @param stopped told of every attempt that was stopped here
   */
  HeldLeases(LongSupplier nanoTime, Duration safety, Consumer<Attempt> stopped) {
    this.nanoTime = nanoTime;
    this.safety = safety;
    this.stopped = stopped;
  }

  void add(Attempt attempt) {
    Lease lease = attempt.lease();
    held.put(key(lease.ref()), new Held(attempt, deadline(nanoTime.getAsLong(), lease.term())));
  }

  /** Forgets a lease whose attempt has ended; false if it was lost before. */
  boolean remove(LeaseRef ref) {
    return held.remove(key(ref)) != null;
  }

  /** Applies an answer to a renewal that was asked for at {@code askedAt}. */
  void renewed(MissionService.Renewal renewal, long askedAt) {
    Key key = new Key(renewal.missionId(), renewal.token());
    Held lease = held.get(key);
    if (lease == null) {
      return;
    }
    switch (renewal.status()) {
      case HELD -> lease.deadline = deadline(askedAt, renewal.expiresIn());
      case CANCEL -> {
        lease.deadline = deadline(askedAt, renewal.expiresIn());
        stop(lease.attempt, StopCause.CANCELLED);
      }
      case LOST -> {
        held.remove(key);
        stop(lease.attempt, StopCause.LOST);
      }
    }
  }

  /** Ends an attempt that mission has cancelled, if it is held. */
  void cancel(MissionService.Cancel cancel) {
    Held lease = held.get(new Key(cancel.missionId(), cancel.token()));
    if (lease != null) {
      stop(lease.attempt, StopCause.CANCELLED);
    }
  }

  /** Stops the attempts whose time is up without a renewal; returns them. */
  List<LeaseRef> expire() {
    long now = nanoTime.getAsLong();
    List<Held> over = held.values().stream().filter(lease -> now - lease.deadline >= 0).toList();
    List<LeaseRef> refs = new ArrayList<>();
    for (Held lease : over) {
      LeaseRef ref = lease.attempt.lease().ref();
      held.remove(key(ref));
      stop(lease.attempt, StopCause.LOST);
      refs.add(ref);
    }
    return refs;
  }

  /** Stops every attempt, keeping the leases so that each can be told about. */
  void stopAll(StopCause cause) {
    List.copyOf(held.values()).forEach(lease -> stop(lease.attempt, cause));
  }

  List<LeaseRef> refs() {
    return held.values().stream().map(lease -> lease.attempt.lease().ref()).toList();
  }

  int size() {
    return held.size();
  }

  private void stop(Attempt attempt, StopCause cause) {
    attempt.stop(cause);
    stopped.accept(attempt);
  }

  private long deadline(long from, Duration term) {
    return from + term.minus(safety).toNanos();
  }

  private static Key key(LeaseRef ref) {
    return new Key(ref.missionId(), ref.token());
  }
}
