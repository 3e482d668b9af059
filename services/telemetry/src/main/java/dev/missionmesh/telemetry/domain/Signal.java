package dev.missionmesh.telemetry.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a fact adds to a suspicion.
 *
 * @param owner whose alert it would be
 * @param aims what it may be about; the first one that is too much is blamed
 * @param count occurrences, at least 1
 * @param at when, as the fact tells it
 */
public record Signal(
    TenantId owner, Suspicion suspicion, List<Aim> aims, long count, Instant at) {

  /** So many occurrences within the window are too many. */
  public record Aim(Target target, long threshold, Duration window) {}

  public Signal {
    if (count < 1 || aims.isEmpty()) {
      throw new IllegalArgumentException("a signal has an aim and counts at least once");
    }
    aims = List.copyOf(aims);
  }
}
