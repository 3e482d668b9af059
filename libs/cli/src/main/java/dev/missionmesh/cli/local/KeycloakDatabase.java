package dev.missionmesh.cli.local;

import dev.missionmesh.localpostgres.PostgresCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Keycloak's own database beside the mesh's, with a login that can enter no other. */
final class KeycloakDatabase {
  static final String NAME = "keycloak";
  private final int port;
  private final PasswordFile passwords;
  private final String password;

  /**
   * The database of a server.
   *
   * @param passwords of the server's logins, the superuser among them
   * @param password of Keycloak's login, generated, without quotes
   */
  KeycloakDatabase(int port, PasswordFile passwords, String password) {
    this.port = port;
    this.passwords = passwords;
    this.password = password;
  }

  /** Makes what is missing; the server runs. */
  void ensure() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    String superuser = PostgresCluster.SUPERUSER;
    try (Connection server =
            DriverManager.getConnection(url, superuser, passwords.of(superuser));
        Statement statement = server.createStatement()) {
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
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  private static boolean has(Statement statement, String where) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select 1 from " + where + " = '" + NAME + "'")) {
      return rows.next();
    }
  }
}
