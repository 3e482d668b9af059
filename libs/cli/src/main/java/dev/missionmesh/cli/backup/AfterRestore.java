package dev.missionmesh.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a restored database tells the services when they start: the audit logs go on in a new epoch and say why, and what lives on
 * compacted topics is told anew. The statements are a file of their own, for they serve in a cluster as well.
 */
final class AfterRestore {
  private static final String STATEMENTS = "after-restore.sql";
  private final Connection connection;

  /** The connection is the superuser's. */
  AfterRestore(Connection connection) {
    this.connection = connection;
  }

  void run(Instant at) throws IOException, SQLException {
    connection.setAutoCommit(false);
    Sql.run(connection, "select set_config('mesh.restored_to', " + Sql.literal(at.toString()) + ", true)");
    Sql.run(connection, statements());
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Epoch by tenant. */
  Map<String, Integer> epochs() throws SQLException {
    var epochs = new TreeMap<String, Integer>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select tenant_id, epoch from telemetry.audit_heads")) {
      while (rows.next()) epochs.put(rows.getString(1), rows.getInt(2));
    }
    return epochs;
  }

  /** The greatest epoch; 1 where nothing was ever logged. */
  int epoch() throws SQLException {
    return epochs().values().stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  private static String statements() throws IOException {
    try (InputStream in = AfterRestore.class.getResourceAsStream(STATEMENTS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
