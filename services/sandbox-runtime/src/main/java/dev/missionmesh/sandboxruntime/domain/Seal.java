package dev.missionmesh.sandboxruntime.domain;

/**
 * Proof that a result is whole and comes from the holder of the lease.
 *
 * @param sha256 SHA-256 of the canonical JSON, lower-case hex
 * @param hmac HMAC-SHA256 by the lease's key over the same bytes, lower-case hex
 */
public record Seal(String sha256, String hmac) {}
