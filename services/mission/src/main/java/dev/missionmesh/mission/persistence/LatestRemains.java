package dev.missionmesh.mission.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.missionmesh.events.MissionEvents;
import dev.missionmesh.mission.application.OutputText;
import dev.missionmesh.mission.application.Remains;
import dev.missionmesh.mission.domain.AttemptResult;
import dev.missionmesh.mission.domain.MissionId;
import dev.missionmesh.mission.domain.Outcome;
import dev.missionmesh.tenancy.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what earlier attempts left, for missions that end while they wait. */
final class LatestRemains {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String READ =
      """
      select a.tenant_id, a.mission_id as id, a.number, a.outcome, a.exit_code, a.result_sha256, a.log_chunks, a.backend,
        a.degraded, a.degraded_reason, r.body
      from unnest($1::text[], $2::uuid[], $3::bigint[]) as u(tenant, id, number)
      join attempts a on a.tenant_id = u.tenant and a.mission_id = u.id and a.number = u.number
      left join results r on r.tenant_id = a.tenant_id and r.mission_id = a.mission_id and r.attempt = a.number
        and r.day = (a.started_at at time zone 'UTC')::date""";

  /** The attempt meant. */
  record Key(TenantId tenant, MissionId id, long number) {}

  /** What is there; nothing for attempts that do not exist. */
  static Uni<Map<Key, Remains>> read(SqlConnection connection, List<Key> keys) {
    List<Key> leased = keys.stream().filter(k -> k.number() > 0).toList();
    if (leased.isEmpty()) return Uni.createFrom().item(Map.of());
    var columns =
        new Columns<>(leased)
            .text(k -> k.tenant().value())
            .uuid(k -> k.id().value())
            .bigint(Key::number);
    return connection
        .preparedQuery(READ)
        .execute(columns.parameters())
        .map(
            rows -> {
              Map<Key, Remains> found = new HashMap<>();
              for (Row row : rows) {
                found.put(
                    new Key(Rows.tenant(row), Rows.id(row), row.getLong("number")), remains(row));
              }
              return found;
            });
  }

  private static Remains remains(Row row) {
    byte[] body = Rows.bytes(row, "body");
    AttemptResult result = body == null ? null : result(body);
    Integer chunks = row.getInteger("log_chunks");
    String backend = row.getString("backend");
    // An attempt that nobody told the end of has no outcome.
    String outcome = Outcome.named(row.getString("outcome")).map(Outcome::text).orElse(null);
    return new Remains(
        outcome,
        row.getInteger("exit_code"),
        result == null ? null : row.getString("result_sha256"),
        result == null ? null : OutputText.excerpt(result.stdoutBase64()),
        result == null ? null : OutputText.excerpt(result.stderrBase64()),
        chunks == null ? 0 : chunks,
        backend == null
            ? null
            : new MissionEvents.Sandbox(
                backend, row.getBoolean("degraded"), row.getString("degraded_reason")),
        null,
        null);
  }

  private static AttemptResult result(byte[] body) {
    try {
      return JSON.readValue(body, AttemptResult.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored result is not canonical JSON", e);
    }
  }

  private LatestRemains() {}
}
