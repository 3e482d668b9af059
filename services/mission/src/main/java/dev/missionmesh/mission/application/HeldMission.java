package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.Fencing;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.MissionState.Running;
import dev.missionmesh.mission.domain.Progress;
import dev.missionmesh.mission.domain.RetryPolicy;
import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A mission whose row is locked to end its attempt.
 *
 * @param key secret of the lease; null when nobody holds one
 * @param now the database's time
 */
public record HeldMission(
    TenantId tenant,
    MissionId id,
    boolean isRunning,
    long sequence,
    long token,
    byte[] key,
    String node,
    Progress progress,
    boolean cancelRequested,
    Duration timeout,
    RetryPolicy retries,
    String name,
    Map<String, String> labels,
    String traceparent,
    Instant queuedAt,
    Instant startedAt,
    Instant now) {
  Fencing.Lease lease() {
    return new Fencing.Lease(isRunning, token, node);
  }

  public Running running() {
    return new Running(progress, node, token, cancelRequested);
  }
}
