package dev.missionmesh.sandboxruntime.domain;

import java.time.Duration;

/**
 * The right to run one attempt for a time.
 *
 * @param key secret with which the result is sealed
 * @param term how long the lease lasts from when it was given
 * @param timeout how long the attempt may run
 * @param traceparent W3C trace context of the mission, or null
 */
public record Lease(
    LeaseRef ref,
    int attempt,
    byte[] key,
    Duration term,
    Duration timeout,
    MissionSpec spec,
    Limits limits,
    String traceparent) {}
