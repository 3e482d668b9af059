package dev.missionmesh.telemetry.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.telemetry.application.AuditReader.Stored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Where an event stands in the log. */
public record EntrySummary(long index, String type, String eventId) {
  /** The entries of one mission, oldest first. */
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
