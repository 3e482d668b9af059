package dev.missionmesh.mission.api;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The shape of what a submit is answered with. The bytes are {@link
 * dev.missionmesh.mission.domain.Acceptance#json()}'s, stored so that a repetition gets the same.
 */
@Schema(
    name = "Acceptance",
    description = "A mission is queued. It tells nothing that changes later.")
record AcceptanceView(
    @Schema(format = "uuid") String id, String tenant, Instant acceptedAt, Receipt receipt) {
  /** The decision under which it was taken in. */
  @Schema(name = "AcceptanceReceipt", description = "The decision under which it was taken in.")
  record Receipt(
      @Schema(description = "Digest of the policy snapshot.") String policySnapshot,
      @Schema(enumeration = "allow") String decision,
      @Schema(description = "The rule that decided.") String rule) {}
}
