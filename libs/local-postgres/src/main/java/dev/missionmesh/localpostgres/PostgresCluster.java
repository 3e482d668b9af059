package dev.missionmesh.localpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL data folder and the server process that works on it. Every login must prove itself
 * by SCRAM, only 127.0.0.1 is listened on unless another {@link Reach} is asked for, and what has been committed is on disk.
 */
public final class PostgresCluster {
  /** The superuser's login. */
  public static final String SUPERUSER = "postgres";

  private static final String SETTINGS = "mesh.conf";
  private final PostgresBinaries binaries;
  private final Path data;
  private final Postmaster postmaster;
  private final Reach reach;

  /** A server for this machine only. */
  public PostgresCluster(PostgresBinaries binaries, Path data) {
    this(binaries, data, Reach.THIS_MACHINE);
  }

  public PostgresCluster(PostgresBinaries binaries, Path data, Reach reach) {
    this.reach = reach;
    this.binaries = binaries;
    this.data = data.toAbsolutePath();
    this.postmaster = new Postmaster(this.data);
  }

  /** True when the data folder has been created. */
  public boolean exists() {
    return Files.exists(data.resolve("PG_VERSION")) && Files.exists(data.resolve(SETTINGS));
  }

  /** Creates the data folder with {@code password} for the superuser; nothing half-made is kept. */
  public void create(String password) throws IOException, InterruptedException {
    Folders.delete(data);
    Files.createDirectories(data.getParent());
    Path secret = Files.createTempFile(data.getParent(), "superuser", ".pw");
    try {
      Files.writeString(secret, password);
      run(initdb(secret));
    } finally {
      Files.delete(secret);
    }
    Files.writeString(data.resolve("pg_hba.conf"), reach.access());
    Files.writeString(
        data.resolve("postgresql.conf"),
        "\ninclude '" + SETTINGS + "'\n",
        StandardOpenOption.APPEND);
    Files.writeString(data.resolve(SETTINGS), "");
  }

  /** Readies the data folder for a start on {@code port} and gives the command that starts it. */
  public List<String> prepareStart(int port) throws IOException, InterruptedException {
    if (running().isPresent()) throw new IllegalStateException("already running in " + data);
    postmaster.clearLeftovers();
    Files.writeString(data.resolve(SETTINGS), ServerSettings.text(port, reach));
    return unprivileged(List.of(binaries.program("postgres").toString(), "-D", data.toString()));
  }

  /**
   * The command that stops a server at once and in good order: sessions are ended, everything is written. PostgreSQL's own where it
   * may be used, so that a container needs no other programs.
   */
  public List<String> stopCommand(long pid) {
    if (isRoot()) return List.of("kill", "-INT", Long.toString(pid));
    return List.of(binaries.program("pg_ctl").toString(), "kill", "INT", Long.toString(pid));
  }

  /** The live server process, if there is one. */
  public Optional<ProcessHandle> running() {
    return postmaster.running();
  }

  /** True once connections are accepted. */
  public boolean isReady() {
    return postmaster.isReady();
  }

  private List<String> initdb(Path secret) {
    return unprivileged(
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + data,
            "--username=" + SUPERUSER,
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8"));
  }

  /** PostgreSQL refuses to run as root, and in a user namespace of its own it does not. */
  private static List<String> unprivileged(List<String> command) {
    if (!isRoot()) return command;
    var wrapped = new ArrayList<>(List.of("unshare", "--user"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(command.getFirst() + " failed: " + said.strip());
    }
  }
}
