package dev.missionmesh.migrations;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

/** The superuser's part: logins, the database, its schemas and who may connect. Repeatable. */
final class Provisioning {
  private static final String ROLE = "select 1 from pg_roles where rolname = ?";

  private final UnaryOperator<String> passwords;

  Provisioning(UnaryOperator<String> passwords) {
    this.passwords = passwords;
  }

  /** Creates the logins that are missing, gives each its password and search path, and closes those without a password. */
  void logins(Connection server) throws SQLException {
    // A statement that fails would be in the server's log, with the password.
    run(server, "set log_min_error_statement = panic");
    for (String schema : Logins.SCHEMAS) {
      for (String login : List.of(Logins.owner(schema), Logins.api(schema), Logins.engine(schema))) {
        create(server, login, schema);
        open(server, login);
      }
    }
    for (String login : Logins.alternating()) {
      alternate(server, login);
    }
  }

  private static void create(Connection server, String login, String schema) throws SQLException {
    if (!exists(server, ROLE, login)) {
      run(server, "create role " + login + " nosuperuser nocreatedb nocreaterole nobypassrls");
    }
    run(server, "alter role " + login + " set search_path = " + schema);
  }

  private void open(Connection server, String login) throws SQLException {
    String password = passwords.apply(login);
    if (password == null) {
      run(server, "alter role " + login + " with nologin password null");
      return;
    }
    run(
        server,
        "alter role %s with login nosuperuser nocreatedb nocreaterole nobypassrls password %s"
            .formatted(login, literal(password)));
  }

  /** Whoever comes in by the second login is the first from then on: rights and policies know no other. */
  private void alternate(Connection server, String login) throws SQLException {
    String second = Logins.alternate(login);
    if (!exists(server, ROLE, second)) {
      create(server, second, login.substring(0, login.lastIndexOf('_')));
      run(server, "grant " + login + " to " + second);
      run(server, "alter role " + second + " set role = " + login);
    }
    if (passwords.apply(second) != null || exists(server, ROLE + " and rolcanlogin", second)) {
      open(server, second);
    }
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
