package dev.missionmesh.searchindexer.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One making of the index anew from mission's export.
 *
 * @param reason why, one clause
 * @param requestedBy {@code <tenant>/<subject>} of the principal, or {@code system/service:search-indexer}
 * @param finishedAt null while it runs
 * @param documents how many the new index held at its end, over all tenants; null while it runs
 */
public record Rebuild(
    UUID id,
    State state,
    String reason,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant finishedAt,
    @Nullable Long documents) {

  /** How far a rebuild is. An interrupted one ended with the process that ran it; the old index stays in use. */
  public enum State {
    RUNNING,
    DONE,
    INTERRUPTED;

    /** As in JSON and in the table. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public static Rebuild started(UUID id, String reason, String requestedBy, Instant now) {
    return new Rebuild(id, State.RUNNING, reason, requestedBy, now, null, null);
  }

  public Rebuild done(long count, Instant now) {
    return new Rebuild(id, State.DONE, reason, requestedBy, requestedAt, now, count);
  }
}
