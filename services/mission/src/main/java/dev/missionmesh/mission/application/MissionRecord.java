package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.PolicyReceipt;
import dev.missionmesh.mission.domain.StateName;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A mission as stored, with its attempts in order.
 *
 * @param sequence number of the latest event that this shows
 * @param ahead queued missions of the tenant that are due before it, counted up to a bound; 0
 *     unless it is queued
 * @param resultBody canonical JSON of the latest attempt; null if it left none or it was not asked
 *     for
 */
public record MissionRecord(
    TenantId tenant,
    MissionId id,
    StateName state,
    String reason,
    String name,
    String executor,
    Map<String, String> labels,
    int priority,
    Instant queuedAt,
    Instant startedAt,
    Instant endedAt,
    Instant nextRunAt,
    boolean cancelRequested,
    long sequence,
    long ahead,
    PolicyReceipt receipt,
    List<Attempt> attempts,
    byte[] resultBody) {
  /** One lease; what follows {@code startedAt} is null while it runs. */
  public record Attempt(
      long number,
      String node,
      Instant startedAt,
      Instant endedAt,
      String outcome,
      Integer exitCode,
      String reason,
      String resultSha256,
      Long durationMs,
      String backend,
      Boolean degraded) {}

  /** The latest attempt; null before the first. */
  Attempt latest() {
    return attempts.isEmpty() ? null : attempts.getLast();
  }

  /** The same with its attempts and result. */
  public MissionRecord with(List<Attempt> attempts, byte[] resultBody) {
    return new MissionRecord(
        tenant,
        id,
        state,
        reason,
        name,
        executor,
        labels,
        priority,
        queuedAt,
        startedAt,
        endedAt,
        nextRunAt,
        cancelRequested,
        sequence,
        ahead,
        receipt,
        attempts,
        resultBody);
  }
}
