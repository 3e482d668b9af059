package dev.missionmesh.cli.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Single values out of PostgreSQL. */
final class Sql {
  /** Runs statements and drops what they answer. */
  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The one text that a query answers; null stays null. */
  static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /** The one time that a query answers; null stays null. */
  static Instant time(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      OffsetDateTime time = rows.getObject(1, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private Sql() {}
}
