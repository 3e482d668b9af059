package dev.missionmesh.clustersetup;

import dev.missionmesh.migrations.DatabaseServer;
import dev.missionmesh.migrations.Logins;
import dev.missionmesh.migrations.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings the database up to date: logins and schemas as the superuser, where he is given, then each service's SQL as its owner. */
@Command(name = "database")
final class DatabaseCommand implements Callable<Integer> {
  private static final long POLL_MS = 1000;

  @Option(names = "--host", required = true)
  String host;

  @Option(names = "--port", required = true)
  int port;

  @Option(names = "--database", required = true)
  String database;

  /** File of {@code login=password} lines. */
  @Option(names = "--passwords", required = true)
  Path passwords;

  /** Folder with the superuser's {@code username} and {@code password}; none where logins and schemas are made by hand. */
  @Option(names = "--admin")
  Path admin;

  /** How long a server that does not answer yet is waited for. */
  @Option(names = "--patience")
  Duration patience = Duration.ofMinutes(5);

  @Override
  public Integer call() throws Exception {
    Properties known = Passwords.in(passwords);
    var server = new DatabaseServer(host, port);
    var migrations = new Migrations(server, database, known::getProperty);
    if (admin == null) {
      String owner = Logins.owner(Logins.SCHEMAS.getFirst());
      await(server, database, owner, known.getProperty(owner));
    } else {
      String superuser = Files.readString(admin.resolve("username")).strip();
      String password = Files.readString(admin.resolve("password")).strip();
      await(server, "postgres", superuser, password);
      migrations.provision(superuser, password);
    }
    migrations.migrate();
    System.out.println("The database " + database + " is up to date.");
    return 0;
  }

  private void await(DatabaseServer server, String database, String login, String password) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        server.connect(database, login, password).close();
        return;
      } catch (SQLException e) {
        // 08: no connection; 57P03: starting. Anything else, such as a wrong password, does not pass by waiting.
        boolean passes = e.getSQLState() == null || e.getSQLState().startsWith("08") || e.getSQLState().equals("57P03");
        if (!passes || System.nanoTime() > deadline) throw e;
        Thread.sleep(POLL_MS);
      }
    }
  }
}
