package dev.missionmesh.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.Driver;

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

  /**
   * A new connection; the caller closes it. The driver is asked itself: the JVM's list of drivers
   * shows one only to the class loader that registered it, and anybody may take it off.
   */
  public Connection connect(String database, String login, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", login);
    properties.setProperty("password", password);
    return Objects.requireNonNull(new Driver().connect(jdbcUrl(database), properties), "not an address of this driver");
  }
}
