package dev.missionmesh.mission.domain;

import java.time.Duration;

/** The most that a tenant's missions may ask for. */
public record Ceiling(int cpuMillis, long memoryBytes, long diskBytes, Duration timeout) {}
