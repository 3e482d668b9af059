package dev.missionmesh.telemetry.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suspicion that was confirmed.
 *
 * @param count occurrences from the first to the last seen
 * @param threshold what the count had to reach
 * @param firstSeen as the facts tell the time
 * @param raisedAt by the clock of whoever raised it
 * @param resolvedAt null while it is open
 */
public record Alert(
    TenantId tenant,
    UUID id,
    Suspicion suspicion,
    Target target,
    long count,
    long threshold,
    Instant firstSeen,
    Instant lastSeen,
    Instant raisedAt,
    @Nullable Instant resolvedAt) {

  public boolean open() {
    return resolvedAt == null;
  }

  /** It goes on. */
  Alert seen(long more, Instant at) {
    Instant last = at.isAfter(lastSeen) ? at : lastSeen;
    return new Alert(
        tenant, id, suspicion, target, count + more, threshold, firstSeen, last, raisedAt, null);
  }

  Alert resolved(Instant now) {
    return new Alert(
        tenant, id, suspicion, target, count, threshold, firstSeen, lastSeen, raisedAt, now);
  }
}
