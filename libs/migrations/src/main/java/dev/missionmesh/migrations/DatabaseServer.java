package dev.missionmesh.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A PostgreSQL server reached over TCP.
 *
 * @param host name or address
 * @param port port number
 */
public record DatabaseServer(String host, int port) {
  /** JDBC address of one database of this server. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }

  /** A new connection; the caller closes it. */
  public Connection connect(String database, String login, String password) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), login, password);
  }
}
