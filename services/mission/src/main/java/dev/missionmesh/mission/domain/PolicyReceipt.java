package dev.missionmesh.mission.domain;

/**
 * A policy decision as it is kept with a mission.
 *
 * @param snapshot digest of the snapshot that decided, or {@code none}
 * @param decision {@code allow}, {@code deny} or {@code require-approval}
 * @param rule id of the rule that decided
 */
public record PolicyReceipt(String snapshot, String decision, String rule) {}
