package dev.missionmesh.testsupport;

import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.Logins;
import dev.missionmesh.migrations.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * A real PostgreSQL database with all schemas, logins and migrations of the mesh, for this JVM
 * alone. Every login authenticates by SCRAM and has only its production rights.
 */
public final class TestPostgres {
  private static final String TEMPLATE = "mesh_template";
  private static final long TEMPLATE_LOCK = 0x6d657368;
  private static TestPostgres shared;
  private final TestServer server;
  private final String database;

  private TestPostgres(TestServer server, String database) {
    this.server = server;
    this.database = database;
  }

  /** The database of this JVM, made on the first call. */
  public static synchronized TestPostgres shared() {
    if (shared == null) shared = create();
    return shared;
  }

  /** One more database beside the shared one, fresh and migrated. */
  public static synchronized TestPostgres another() {
    return create(shared().server);
  }

  /** Address in the form reactive clients take. */
  public String reactiveUrl() {
    return "postgresql://%s:%d/%s"
        .formatted(server.address().host(), server.address().port(), database);
  }

  /** JDBC address that names {@code login}; its password goes beside it. */
  public String jdbcUrl(String login) {
    return server.address().jdbcUrl(database) + "?user=" + login;
  }

  /** Password of a login such as {@code mission_api}, or of the superuser {@code postgres}. */
  public String password(String login) {
    return login.equals(PostgresCluster.SUPERUSER)
        ? server.password()
        : server.password() + "-" + login;
  }

  /** Alternates stay closed. */
  private String passwordOfFirst(String login) {
    return Logins.all().contains(login) ? password(login) : null;
  }

  /** A new connection as {@code login}; the caller closes it. */
  public Connection connect(String login) {
    try {
      return server.address().connect(database, login, password(login));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot connect as " + login, e);
    }
  }

  /** The environment by which the service that owns {@code schema} finds this database. */
  public Map<String, String> environment(String schema) {
    return Map.of(
        "MESH_DATABASE_URL", reactiveUrl(),
        "MESH_DATABASE_API_PASSWORD", password(schema + "_api"),
        "MESH_DATABASE_ENGINE_PASSWORD", password(schema + "_engine"));
  }

  private static TestPostgres create() {
    try {
      return create(TestServer.find());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL was starting", e);
    }
  }

  private static TestPostgres create(TestServer server) {
    var fresh = new TestPostgres(server, "t_" + UUID.randomUUID().toString().replace("-", ""));
    try (Connection c = superuser(server)) {
      execute(c, "select pg_advisory_lock(" + TEMPLATE_LOCK + ")");
      var template = new Migrations(server.address(), TEMPLATE, fresh::passwordOfFirst);
      template.provision(PostgresCluster.SUPERUSER, server.password());
      template.migrate();
      execute(c, "create database " + fresh.database + " template " + TEMPLATE);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make a test database", e);
    }
    fresh.openToLogins();
    return fresh;
  }

  /** Who may connect is not copied from a template. */
  private void openToLogins() {
    try {
      new Migrations(server.address(), database, this::passwordOfFirst)
          .provision(PostgresCluster.SUPERUSER, server.password());
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open " + database, e);
    }
  }

  private static Connection superuser(TestServer server) throws SQLException {
    return server.address().connect("postgres", PostgresCluster.SUPERUSER, server.password());
  }

  private static void execute(Connection c, String sql) throws SQLException {
    try (Statement statement = c.createStatement()) {
      statement.execute(sql);
    }
  }
}
