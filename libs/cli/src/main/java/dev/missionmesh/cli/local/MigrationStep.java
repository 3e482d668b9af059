package dev.missionmesh.cli.local;

import dev.missionmesh.localpostgres.PostgresCluster;
import dev.missionmesh.migrations.DatabaseServer;
import dev.missionmesh.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;

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
    var migrations =
        new Migrations(
            new DatabaseServer("127.0.0.1", port), Migrations.DATABASE, passwords::of);
    migrations.provision(PostgresCluster.SUPERUSER, passwords.of(PostgresCluster.SUPERUSER));
    migrations.migrate();
    Files.writeString(note, fingerprint());
  }

  /** Changes with the SQL of any service and with any password. */
  private String fingerprint() throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(Files.readAllBytes(passwords.file()));
      digest.update(Migrations.fingerprint());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
