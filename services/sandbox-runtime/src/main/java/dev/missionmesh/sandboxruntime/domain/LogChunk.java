package dev.missionmesh.sandboxruntime.domain;

import java.time.Instant;

/** A piece of an attempt's log; numbers run from 0 over both streams. */
public record LogChunk(
    LeaseRef ref, int attempt, int number, LogStream stream, Instant at, byte[] data) {}
