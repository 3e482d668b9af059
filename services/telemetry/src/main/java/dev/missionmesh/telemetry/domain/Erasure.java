package dev.missionmesh.telemetry.domain;

import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * The taking away of one subject's data from a log.
 *
 * @param size entries that the log had when it was asked for
 * @param next the first entry that was not looked at
 * @param entries how many lost their data
 * @param finishedAt null while it runs
 */
public record Erasure(
    TenantId tenant,
    UUID id,
    long size,
    long next,
    long entries,
    Instant requestedAt,
    Instant finishedAt) {
  public boolean running() {
    return finishedAt == null;
  }
}
