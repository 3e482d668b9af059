package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;

/** The lease of a mission that its owner no longer wants. */
public record CancelNotice(String node, MissionId missionId, long token) {}
