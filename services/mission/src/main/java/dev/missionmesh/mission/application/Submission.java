package dev.missionmesh.mission.application;

import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.MissionSpec;
import dev.missionmesh.mission.domain.PolicyReceipt;
import dev.missionmesh.tenancy.TenantId;
import java.time.Instant;

/**
 * A mission that may be accepted.
 *
 * @param specSha256 hash of the canonical spec; decides whether a repeated key carries the same
 *     body
 * @param traceparent W3C trace context of the submit, or null
 * @param idempotencyKey null for none
 * @param answer what the caller is told, and told again
 */
public record Submission(
    MissionId id,
    TenantId tenant,
    String principal,
    MissionSpec spec,
    String specSha256,
    PolicyReceipt receipt,
    String traceparent,
    Instant at,
    String idempotencyKey,
    byte[] answer) {}
