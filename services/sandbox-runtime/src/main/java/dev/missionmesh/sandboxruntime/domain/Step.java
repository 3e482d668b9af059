package dev.missionmesh.sandboxruntime.domain;

import java.time.Duration;
import java.time.Instant;

/** One step in a sandbox's life: {@code create}, {@code start}, {@code exit} or {@code destroy}. */
public record Step(String name, Instant at, Duration duration) {}
