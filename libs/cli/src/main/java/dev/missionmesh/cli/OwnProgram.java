package dev.missionmesh.cli;

import dev.missionmesh.cli.output.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of the project in a JVM of its own, because it needs more than a command line should
 * carry.
 *
 * @param module folder of the project that it is built in
 * @param mainClass its entry
 */
public record OwnProgram(String module, String mainClass) {
  /** Runs it on this terminal; its exit code. */
  public int run(List<String> arguments) throws IOException, InterruptedException {
    Path target = home().resolve(module).resolve("target");
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw Failure.error(
          module + " is not built", "Build it with: mesh build, or mvn -pl " + module + " -am package");
    }
    String classes =
        target.resolve("classes") + File.pathSeparator + target.resolve("lib") + File.separator + "*";
    List<String> command =
        new ArrayList<>(List.of(java(), "-Dmesh.version=" + MeshVersion.number(), "-cp", classes, mainClass));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static Path home() {
    String home = System.getenv("MESH_HOME");
    return Path.of(home == null ? "" : home).toAbsolutePath();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
