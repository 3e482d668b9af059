package dev.missionmesh.gateway.domain.webhook;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Spares a receiver that fails again and again, and the places that its attempts would take. After
 * five failures in a row its circuit opens for five seconds, each further failure doubles that, up
 * to five minutes; then one attempt at a time probes it until one succeeds. Used on one thread.
 */
public final class Circuits {
  private static final int FAILURES = 5;
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final long FORGOTTEN_AFTER = Duration.ofHours(1).toNanos();

  private static final class Circuit {
    private int failures;
    private long openUntil;
  }

  private final LongSupplier nanos;
  private final Map<UUID, Circuit> circuits = new HashMap<>();

  public Circuits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  public void succeeded(UUID webhook) {
    circuits.remove(webhook);
  }

  public void failed(UUID webhook) {
    Circuit circuit = circuits.computeIfAbsent(webhook, ignored -> new Circuit());
    circuit.failures++;
    long pause = 0;
    if (circuit.failures >= FAILURES) {
      int doublings = Math.min(circuit.failures - FAILURES, 10);
      pause = Math.min(FIRST.toNanos() << doublings, LONGEST.toNanos());
    }
    circuit.openUntil = nanos.getAsLong() + pause;
  }

  /** How many attempts may run at once: all that are usual, one as a probe, or none. */
  public int places(UUID webhook, int usual) {
    Circuit circuit = circuits.get(webhook);
    if (circuit == null || circuit.failures < FAILURES) {
      return usual;
    }
    return nanos.getAsLong() - circuit.openUntil < 0 ? 0 : 1;
  }

  /** Those to which nothing goes now. */
  public Set<UUID> open() {
    long now = nanos.getAsLong();
    circuits.values().removeIf(circuit -> now - circuit.openUntil > FORGOTTEN_AFTER);
    Set<UUID> open = new HashSet<>();
    circuits.keySet().forEach(id -> addIfOpen(id, open));
    return open;
  }

  private void addIfOpen(UUID id, Set<UUID> open) {
    if (places(id, 1) == 0) {
      open.add(id);
    }
  }
}
