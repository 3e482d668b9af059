package dev.missionmesh.telemetry.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.telemetry.application.AuditReader.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an event stands in the log. */
@Schema(name = "AuditEntry")
public record EntrySummary(
    long index,
    @Schema(examples = "dev.missionmesh.mission.queued.v1") String type,
    @Schema(format = "uuid") String eventId) {
  /** The entries of one mission, oldest first. */
  @Schema(name = "AuditEntries")
  public record Page(List<EntrySummary> entries) {}

  private static final ObjectMapper LEAVES = new ObjectMapper();

  static EntrySummary of(Stored entry) {
    try {
      String type = LEAVES.readTree(entry.leaf()).path("type").asText();
      return new EntrySummary(entry.index(), type, entry.eventId().toString());
    } catch (IOException e) {
      throw new UncheckedIOException("entry " + entry.index() + " is damaged", e);
    }
  }
}
