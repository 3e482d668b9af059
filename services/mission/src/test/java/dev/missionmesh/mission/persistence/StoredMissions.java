package dev.missionmesh.mission.persistence;

import dev.missionmesh.testsupport.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Rows put straight into the database, for tests of what SQL alone promises. */
final class StoredMissions {
  private static final String INSERT =
      """
      insert into mission.missions (tenant_id, id, state, executor, principal, labels, priority, zone, risk_tier, capabilities,
        spec, spec_sha256, timeout_ms, max_attempts, backoff_ms, max_backoff_ms, cpu_millis, memory_bytes, disk_bytes,
        policy_snapshot, policy_decision, policy_rule, queued_at, due_at)
      select '%s', uuidv7(), %d, 'noop', 'key:k', '{}', 0, 'default', 'SAFE', '{}', '{}', '', 1000, 1, 0, 0, 1, 1, 1, 's', 'allow', 'r',
        now() + n * interval '1 millisecond', now() + n * interval '1 millisecond'
      from generate_series(1, %d) as n""";

  static void add(TestPostgres postgres, String tenant, int state, int count) throws SQLException {
    try (Connection c = postgres.connect("postgres")) {
      run(c, INSERT.formatted(tenant, state, count));
    }
  }

  static void run(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> rows(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) found.add(rows.getString(1));
      return found;
    }
  }

  private StoredMissions() {}
}
