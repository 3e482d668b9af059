package dev.missionmesh.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * Brings one database to the state the services expect: {@link #provision} makes logins, database
 * and schemas, {@link #migrate} runs each service's SQL as the owner of its schema. Both may be
 * repeated at any time.
 */
public final class Migrations {
  /** Name of the mesh's database. */
  public static final String DATABASE = "mesh";

  /** Kept, so that its level is: success is told by the caller, failure by an exception. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  private final DatabaseServer server;
  private final String database;
  private final UnaryOperator<String> passwords;

  /**
   * Migrations of one database.
   *
   * @param server where the database lives
   * @param database its name
   * @param passwords password of each login of {@link Logins#all()} and of their {@link Logins#alternate}s; null closes a login
   */
  public Migrations(DatabaseServer server, String database, UnaryOperator<String> passwords) {
    this.server = server;
    this.database = database;
    this.passwords = passwords;
  }

  /** Creates what only a superuser may create. */
  public void provision(String superuser, String password) throws SQLException {
    var provisioning = new Provisioning(passwords);
    try (Connection c = server.connect("postgres", superuser, password)) {
      provisioning.logins(c);
      provisioning.database(c, database);
      provisioning.access(c, database);
    }
    try (Connection c = server.connect(database, superuser, password)) {
      provisioning.schemas(c);
    }
  }

  /** Opens and closes the logins of a database that has been provisioned; sessions that are there live on. */
  public void logins(String superuser, String password) throws SQLException {
    try (Connection c = server.connect("postgres", superuser, password)) {
      new Provisioning(passwords).logins(c);
    }
  }

  /** Applies the SQL of every service that is not applied yet. */
  public void migrate() {
    Logins.SCHEMAS.forEach(this::migrate);
  }

  /** Changes whenever the packaged SQL may have changed. */
  public static byte[] fingerprint() {
    return Packaged.digest();
  }

  private void migrate(String schema) {
    String location = location(schema);
    if (location == null) return;
    String owner = Logins.owner(schema);
    Flyway.configure()
        .dataSource(server.jdbcUrl(database), owner, passwords.apply(owner))
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(false)
        .locations("classpath:" + location)
        .validateMigrationNaming(true)
        .placeholderReplacement(false)
        .load()
        .migrate();
  }

  /** A service's own SQL, where the service is on the class path, goes before the packaged copy. */
  private static @Nullable String location(String schema) {
    ClassLoader classes = Migrations.class.getClassLoader();
    String own = "db/" + schema;
    if (classes.getResource(own) != null) return own;
    String packaged = "dev/missionmesh/migrations/" + own;
    return classes.getResource(packaged) != null ? packaged : null;
  }
}
