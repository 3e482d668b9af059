package dev.missionmesh.operator.domain;

import java.time.Instant;

/**
 * How far a mission has come.
 *
 * @param reason a word of the mesh's for why it ended or waits, or null
 * @param attempts attempts begun so far
 * @param exitCode of the latest attempt, or null
 * @param startedAt null before the first attempt
 * @param endedAt null before its end
 */
public record MissionProgress(
    String id,
    MissionState state,
    String reason,
    int attempts,
    Integer exitCode,
    Instant queuedAt,
    Instant startedAt,
    Instant endedAt) {}
