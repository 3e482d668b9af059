package dev.missionmesh.telemetry.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.events.EventTypes;
import dev.missionmesh.telemetry.application.SubjectMatch;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Entries of a page that name a subject.
 *
 * @param indexes of the entries themselves
 * @param missions that the subject submitted, or that are labelled with it: all that is known of them is the subject's
 * @param next where the next page begins
 */
record NamedEntries(Long[] indexes, UUID[] missions, long next) {
  private static final ObjectMapper LEAVES = new ObjectMapper();

  static NamedEntries among(RowSet<Row> rows, SubjectMatch match, long end) {
    List<Long> indexes = new ArrayList<>();
    List<UUID> missions = new ArrayList<>();
    long next = end;
    for (Row row : rows) {
      if (row.getLong("total") > rows.size()) {
        next = row.getLong("entry_index") + 1;
      }
      if (match.in(row.getBuffer("data").getBytes())) {
        indexes.add(row.getLong("entry_index"));
        if (row.getUUID("mission_id") != null && isQueued(row)) {
          missions.add(row.getUUID("mission_id"));
        }
      }
    }
    return new NamedEntries(
        indexes.toArray(Long[]::new), missions.toArray(UUID[]::new), next);
  }

  private static boolean isQueued(Row row) {
    try {
      String type = LEAVES.readTree(row.getBuffer("leaf").getBytes()).path("type").asText();
      return type.equals(EventTypes.MISSION_QUEUED);
    } catch (IOException e) {
      throw new IllegalStateException("entry " + row.getLong("entry_index") + " is damaged", e);
    }
  }
}
