package dev.missionmesh.telemetry.domain;

import dev.missionmesh.telemetry.domain.Signal.Aim;
import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Counts signals by the time that they tell, and raises an alert where there are too many in a window. One burst is one alert: while
 * an alert is open, what fits it is added to it and counts nowhere else. Not safe for use by several threads.
 */
public final class Watch {
  /** Where is counted. */
  public record Place(TenantId owner, Suspicion suspicion, Target target) {}

  /** Occurrences at a moment. */
  public record Counted(Place place, Instant at, long count) {}

  /**
   * What is to be kept of what was observed.
   *
   * @param raised new alerts, as they now are
   * @param changed known alerts, as they now are
   */
  public record Outcome(List<Counted> counted, List<Alert> raised, List<Alert> changed) {}

  private final Duration coolDown;
  private final int mostOpen;
  private final Supplier<UUID> ids;
  private final Map<Place, NavigableMap<Instant, Long>> windows = new HashMap<>();
  private final Map<Place, Alert> open = new HashMap<>();
  private final List<Counted> counted = new ArrayList<>();
  private final Set<UUID> raised = new LinkedHashSet<>();
  private final Map<UUID, Alert> touched = new LinkedHashMap<>();

  /**
   * @param coolDown silence after which an alert is over
   * @param mostOpen open alerts of a rule and owner; what comes beyond them is one more
   */
  public Watch(Duration coolDown, int mostOpen, Supplier<UUID> ids) {
    this.coolDown = coolDown;
    this.mostOpen = mostOpen;
    this.ids = ids;
  }

  /** Adds what was counted earlier. */
  public void remember(Counted earlier) {
    window(earlier.place()).merge(earlier.at(), earlier.count(), Long::sum);
  }

  /** Adds an open alert. */
  public void remember(Alert alert) {
    open.put(placeOf(alert), alert);
  }

  /** Takes a signal in; {@code now} is the time of what is raised or resolved by it. */
  public void observe(Signal signal, Instant now) {
    if (belongsToAnOpenAlert(signal, now)) {
      return;
    }
    for (Aim aim : signal.aims()) {
      Place place = place(signal, aim.target());
      window(place).merge(signal.at(), signal.count(), Long::sum);
      counted.add(new Counted(place, signal.at(), signal.count()));
    }
    for (Aim aim : signal.aims()) {
      NavigableMap<Instant, Long> worst = worst(signal, aim);
      long sum = sum(worst);
      if (sum >= aim.threshold()) {
        raise(signal, aim, worst, sum, now);
        return;
      }
    }
  }

  private boolean belongsToAnOpenAlert(Signal signal, Instant now) {
    for (Aim aim : signal.aims()) {
      Place place = place(signal, aim.target());
      Alert alert = open.get(place);
      if (alert == null) {
        continue;
      }
      if (!signal.at().isAfter(alert.lastSeen().plus(coolDown))) {
        touch(place, alert.seen(signal.count(), signal.at()));
        return true;
      }
      touched.put(alert.id(), alert.resolved(now));
      open.remove(place);
    }
    return false;
  }

  private void raise(
      Signal signal, Aim aim, NavigableMap<Instant, Long> worst, long sum, Instant now) {
    boolean crowded =
        open.keySet().stream()
                .filter(p -> p.owner().equals(signal.owner()))
                .filter(p -> p.suspicion() == signal.suspicion())
                .count()
            >= mostOpen;
    Target target = crowded ? aim.target().several() : aim.target();
    Place place = place(signal, target);
    Alert known = open.get(place);
    if (known != null) {
      touch(place, known.seen(signal.count(), signal.at()));
      return;
    }
    Alert alert =
        new Alert(
            signal.owner(),
            ids.get(),
            signal.suspicion(),
            target,
            sum,
            aim.threshold(),
            worst.firstKey(),
            worst.lastKey(),
            now,
            null);
    raised.add(alert.id());
    touch(place, alert);
  }

  private void touch(Place place, Alert alert) {
    open.put(place, alert);
    touched.put(alert.id(), alert);
  }

  /** Of the windows that hold the signal, the one with most in it: facts do not come in the order of their times. */
  private NavigableMap<Instant, Long> worst(Signal signal, Aim aim) {
    NavigableMap<Instant, Long> all = window(place(signal, aim.target()));
    NavigableMap<Instant, Long> worst = new TreeMap<>();
    for (Instant end :
        all.subMap(signal.at(), true, signal.at().plus(aim.window()), false).keySet()) {
      NavigableMap<Instant, Long> one = all.subMap(end.minus(aim.window()), false, end, true);
      if (sum(one) > sum(worst)) {
        worst = one;
      }
    }
    return worst;
  }

  private static long sum(Map<Instant, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What has happened since the last call. */
  public Outcome drain() {
    List<Alert> fresh = new ArrayList<>();
    List<Alert> known = new ArrayList<>();
    touched.values().forEach(a -> (raised.contains(a.id()) ? fresh : known).add(a));
    Outcome outcome = new Outcome(List.copyOf(counted), fresh, known);
    counted.clear();
    raised.clear();
    touched.clear();
    return outcome;
  }

  private NavigableMap<Instant, Long> window(Place place) {
    return windows.computeIfAbsent(place, p -> new TreeMap<>());
  }

  private static Place place(Signal signal, Target target) {
    return new Place(signal.owner(), signal.suspicion(), target);
  }

  private static Place placeOf(Alert alert) {
    return new Place(alert.tenant(), alert.suspicion(), alert.target());
  }
}
