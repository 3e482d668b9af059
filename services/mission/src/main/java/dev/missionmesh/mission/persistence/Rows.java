package dev.missionmesh.mission.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.Progress;
import dev.missionmesh.tenancy.TenantId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the domain's values from rows. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  static TenantId tenant(Row row) {
    return new TenantId(row.getString("tenant_id"));
  }

  /** The tenants of all rows, in order. */
  static Set<TenantId> tenants(RowSet<Row> rows) {
    Set<TenantId> tenants = new TreeSet<>();
    for (Row row : rows) tenants.add(tenant(row));
    return tenants;
  }

  static MissionId id(Row row) {
    return new MissionId(row.getUUID("id"));
  }

  static Progress progress(Row row) {
    return new Progress(row.getInteger("failures"), row.getInteger("lost_leases"));
  }

  static Instant time(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static byte[] bytes(Row row, String column) {
    var buffer = row.getBuffer(column);
    return buffer == null ? null : buffer.getBytes();
  }

  /** Labels, selected as text. */
  static Map<String, String> labels(Row row) {
    String text = row.getString("labels");
    if (text.equals("{}")) return Map.of();
    try {
      return JSON.readValue(text, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("labels are not a JSON object of texts", e);
    }
  }

  private Rows() {}
}
