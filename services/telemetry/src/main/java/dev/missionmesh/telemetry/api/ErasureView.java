package dev.missionmesh.telemetry.api;

import dev.missionmesh.telemetry.domain.Erasure;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An erasure as it is shown; it does not say whose.
 *
 * @param state {@code running} or {@code done}
 * @param entries how many lost their data so far
 * @param examined how many entries were looked at, of {@code size}
 */
@Schema(name = "Erasure")
public record ErasureView(
    UUID id,
    @Schema(enumeration = {"running", "done"}) String state,
    @Schema(description = "Entries that lost their data so far.") long entries,
    @Schema(description = "Entries that were looked at so far.") long examined,
    @Schema(description = "Entries that the log had when it was asked for.") long size,
    Instant requestedAt,
    @Schema(nullable = true) Instant finishedAt) {
  static ErasureView of(Erasure e) {
    return new ErasureView(
        e.id(),
        e.running() ? "running" : "done",
        e.entries(),
        e.next(),
        e.size(),
        e.requestedAt(),
        e.finishedAt());
  }
}
