package dev.missionmesh.cli.bench;

import dev.missionmesh.cli.OwnProgram;
import java.io.IOException;
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
  private static final OwnProgram HARNESS =
      new OwnProgram("libs/benchmarks", "dev.missionmesh.benchmarks.Bench");

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return HARNESS.run(arguments);
  }
}
