package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Keycloak as its makers publish it, fetched once by Maven, which keeps and checks the archive, and
 * prepared for PostgreSQL.
 */
final class KeycloakDistribution {
  static final String VERSION = "26.7.3";
  private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";
  private static final String UNPACK =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack";
  private static final int TELL_EVERY_SECONDS = 10;

  private final DataFolder data;
  private final Terminal terminal;

  KeycloakDistribution(DataFolder data, Terminal terminal) {
    this.data = data;
    this.terminal = terminal;
  }

  /** Where it lies. */
  static Path home(DataFolder data) {
    return data.root().resolve("keycloak").resolve("keycloak-" + VERSION);
  }

  /**
   * The command by which Keycloak's launcher would start it. The launcher itself stays as a process
   * around it, and is not what listens on the port or should be stopped.
   */
  static List<String> start(DataFolder data) {
    Path home = home(data);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms64m", "-Xmx384m", "-XX:MaxMetaspaceSize=256m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData"));
    // A few logins a minute: started sooner counts for more than running faster.
    command.add("-XX:TieredStopAtLevel=1");
    for (String opened : List.of("util", "util.concurrent", "security", "lang")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Dkc.home.dir=" + home);
    command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
    command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    command.add("-Dpicocli.disable.closures=true");
    command.add("-Dquarkus-log-max-startup-records=10000");
    command.addAll(List.of("-cp", home.resolve("lib/quarkus-run.jar").toString()));
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(List.of("start", "--optimized", "--import-realm"));
    return command;
  }

  /** Fetches and prepares what is missing; costs nothing when nothing is. */
  void ensure() throws IOException, InterruptedException {
    Path prepared = home(data).resolve("mesh.prepared");
    if (Files.exists(prepared)) return;
    if (!HostTools.has("mvn")) {
      throw Failure.error(
          "Maven, which fetches Keycloak, is missing",
          "Install it with your package manager, or see https://maven.apache.org/install.html");
    }
    run(
        "fetching version " + VERSION + ", 170 MB, once",
        List.of(
            "mvn", "-B", "-ntp", UNPACK,
            "-Dartifact=" + ARTIFACT,
            "-DoutputDirectory=" + data.folder("keycloak")));
    Files.createDirectories(home(data).resolve("data"));
    run(
        "preparing it for PostgreSQL, once",
        List.of(
            "bash", home(data).resolve("bin/kc.sh").toString(),
            "build", "--db=postgres", "--cache=local"));
    Files.createFile(prepared);
  }

  private void run(String what, List<String> command) throws IOException, InterruptedException {
    tell(what);
    Path log = data.log(KeycloakPart.NAME);
    StartLog from = StartLog.fromNow(log);
    var builder =
        new ProcessBuilder(command)
            .directory(data.folder("keycloak").toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"));
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      for (int s = TELL_EVERY_SECONDS; !process.waitFor(TELL_EVERY_SECONDS, TimeUnit.SECONDS); ) {
        tell(what + ": " + s + " s so far");
        s += TELL_EVERY_SECONDS;
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new StartFailure(
          KeycloakPart.NAME + " could not be made ready", from.end(), "Its whole log is " + log);
    }
  }

  private void tell(String what) {
    terminal.say(String.format("%-16s %s", KeycloakPart.NAME, what));
  }
}
