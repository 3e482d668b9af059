package dev.missionmesh.cli.bench;

import dev.missionmesh.cli.output.Failure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code mesh bench}: hands its arguments to the load harness, which runs in a JVM of its own. */
@Command(
    name = "bench",
    description = {
      "Measures the whole road of a mission, with db-scheduler beside it as the baseline.",
      "Options are those of the load harness; mesh bench help shows them."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final String HARNESS = "dev.missionmesh.benchmarks.Bench";

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path target = home().resolve("libs/benchmarks/target");
    String classes =
        target.resolve("classes")
            + File.pathSeparator
            + target.resolve("lib")
            + File.separator
            + "*";
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw Failure.error(
          "the load harness is not built",
          "Build it with: mesh test, or mvn -pl libs/benchmarks -am package");
    }
    List<String> command = new ArrayList<>(List.of(java(), "-cp", classes, HARNESS));
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
