package dev.missionmesh.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** The superuser's part: logins, the database, its schemas and who may connect. Repeatable. */
final class Provisioning {
  private final UnaryOperator<String> passwords;

  Provisioning(UnaryOperator<String> passwords) {
    this.passwords = passwords;
  }

  /** Creates the logins that are missing and gives each its password and search path. */
  void logins(Connection server) throws SQLException {
    for (String schema : Logins.SCHEMAS) {
      login(server, Logins.owner(schema), schema);
      login(server, Logins.api(schema), schema);
      login(server, Logins.engine(schema), schema);
    }
  }

  private void login(Connection server, String login, String schema) throws SQLException {
    if (!exists(server, "select 1 from pg_roles where rolname = ?", login)) {
      run(server, "create role " + login);
    }
    run(
        server,
        "alter role %s with login nosuperuser nocreatedb nocreaterole nobypassrls password %s"
            .formatted(login, literal(passwords.apply(login))));
    run(server, "alter role " + login + " set search_path = " + schema);
  }

  /** Creates the database if it is missing. */
  void database(Connection server, String database) throws SQLException {
    if (!exists(server, "select 1 from pg_database where datname = ?", database)) {
      run(server, "create database \"" + database + "\"");
    }
  }

  /** Lets only the mesh's logins into the database. */
  void access(Connection server, String database) throws SQLException {
    run(server, "revoke all on database \"" + database + "\" from public");
    run(
        server,
        "grant connect on database \"%s\" to %s"
            .formatted(database, String.join(", ", Logins.all())));
  }

  /** Creates the schemas; tables are reached only as far as migrations grant it. */
  void schemas(Connection inDatabase) throws SQLException {
    run(inDatabase, "revoke all on schema public from public");
    for (String schema : Logins.SCHEMAS) {
      run(
          inDatabase,
          "create schema if not exists %s authorization %s"
              .formatted(schema, Logins.owner(schema)));
      run(
          inDatabase,
          "grant usage on schema %s to %s, %s"
              .formatted(schema, Logins.api(schema), Logins.engine(schema)));
      run(
          inDatabase,
          "alter default privileges for role %s revoke execute on functions from public"
              .formatted(Logins.owner(schema)));
    }
  }

  private static boolean exists(Connection c, String sql, String name) throws SQLException {
    try (PreparedStatement query = c.prepareStatement(sql)) {
      query.setString(1, name);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void run(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
