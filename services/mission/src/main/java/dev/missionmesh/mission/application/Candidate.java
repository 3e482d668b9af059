package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.MissionSpec;
import dev.missionmesh.mission.domain.Progress;
import dev.missionmesh.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A waiting mission whose row is locked for leasing.
 *
 * @param sequence its count of state changes and log chunks so far
 * @param token of its latest lease; 0 before the first
 * @param spec JSON for the node
 * @param now the database's time
 */
public record Candidate(
    TenantId tenant,
    MissionId id,
    long sequence,
    long token,
    Progress progress,
    String name,
    String executor,
    String principal,
    Map<String, String> labels,
    int priority,
    String zone,
    String riskTier,
    Set<String> capabilities,
    String spec,
    Duration timeout,
    MissionSpec.Resources resources,
    String traceparent,
    Instant queuedAt,
    Instant now) {}
