package dev.missionmesh.cli.local;

import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.DatabaseServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Keycloak's own database beside the mesh's, with a login that can enter no other. */
final class KeycloakDatabase {
  static final String NAME = "keycloak";

  private final DatabaseServer server;
  private final PasswordFile passwords;
  private final String password;

  /**
   * The database of a server.
   *
   * @param passwords of the server's logins, the superuser among them
   * @param password of Keycloak's login, generated, without quotes
   */
  KeycloakDatabase(int port, PasswordFile passwords, String password) {
    this.server = new DatabaseServer("127.0.0.1", port);
    this.passwords = passwords;
    this.password = password;
  }

  /** Makes what is missing; the server runs. */
  void ensure() throws SQLException {
    String superuser = PostgresCluster.SUPERUSER;
    try (Connection connection =
            server.connect("postgres", superuser, passwords.of(superuser));
        Statement statement = connection.createStatement()) {
      // A statement that fails would be in the server's log, with the password.
      statement.execute("set log_min_error_statement = panic");
      boolean hasLogin = has(statement, "pg_roles where rolname");
      statement.execute(
          (hasLogin ? "alter" : "create") + " role keycloak login password '" + password + "'");
      if (!has(statement, "pg_database where datname")) {
        statement.execute("create database keycloak owner keycloak");
        statement.execute("revoke all on database keycloak from public");
      }
    }
  }

  String url() {
    return server.jdbcUrl(NAME);
  }

  private static boolean has(Statement statement, String where) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select 1 from " + where + " = '" + NAME + "'")) {
      return rows.next();
    }
  }
}
