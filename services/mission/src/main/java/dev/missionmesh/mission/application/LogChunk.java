package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;

/**
 * A piece of output on its way in.
 *
 * @param token of the lease; the attempt's number
 * @param chunk counts from 0 over both streams of the attempt
 * @param at when it was printed, by the node's clock
 */
public record LogChunk(
    TenantId tenant,
    MissionId id,
    String node,
    long token,
    int chunk,
    LogStream stream,
    Instant at,
    byte[] data) {}
