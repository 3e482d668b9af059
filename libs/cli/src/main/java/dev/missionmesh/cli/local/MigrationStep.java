package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Sha256;
import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.DatabaseServer;
import dev.missionmesh.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Brings the database up to date before the services start. What was applied is noted inside the
 * database's own folder, so that a start with nothing to do costs nothing.
 */
final class MigrationStep {
  private final int port;
  private final PasswordFile passwords;
  private final Path note;

  MigrationStep(DataFolder data, int port, PasswordFile passwords) {
    this.port = port;
    this.passwords = passwords;
    this.note = PostgresPart.cluster(data).resolve("mesh.migrated");
  }

  boolean isNeeded() throws IOException {
    return !Files.exists(note) || !Files.readString(note).equals(fingerprint());
  }

  void run() throws IOException, SQLException {
    var migrations = migrations();
    migrations.provision(PostgresCluster.SUPERUSER, passwords.of(PostgresCluster.SUPERUSER));
    migrations.migrate();
    Files.writeString(note, fingerprint());
  }

  /** Lets in whom the file of passwords names, with the password it holds, and nobody else. */
  void bringLogins() throws IOException, SQLException {
    migrations().logins(PostgresCluster.SUPERUSER, passwords.of(PostgresCluster.SUPERUSER));
    boolean migrated = Files.exists(note) && Files.readString(note).endsWith(sql());
    if (migrated) Files.writeString(note, fingerprint());
  }

  private Migrations migrations() {
    return new Migrations(
        new DatabaseServer("127.0.0.1", port), Migrations.DATABASE, login -> passwords.find(login).orElse(null));
  }

  /** Changes with the SQL of any service and with any password. */
  private String fingerprint() throws IOException {
    return Sha256.of(passwords.file()) + " " + sql();
  }

  private static String sql() {
    return Sha256.of(Migrations.fingerprint());
  }
}
