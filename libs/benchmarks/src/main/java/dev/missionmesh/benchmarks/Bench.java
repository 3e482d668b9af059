package dev.missionmesh.benchmarks;

import dev.missionmesh.benchmarks.baseline.DbSchedulerRoad;
import dev.missionmesh.benchmarks.load.ClosedLoop;
import dev.missionmesh.benchmarks.mesh.MeshUnderTest;
import dev.missionmesh.benchmarks.report.Report;
import dev.missionmesh.cli.output.CommandStyle;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import dev.missionmesh.cli.output.Terminal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The load harness behind {@code mesh bench}. Stops by itself; exit code 0 if it could measure, whatever came out. */
@Command(
    name = "mesh bench",
    sortOptions = false,
    description =
        "Measures the whole road of a mission: through the gateway, decided by policy, leased, completed, audited and indexed."
            + " Beside it, in the same run and on the same PostgreSQL, db-scheduler, which has none of that. Takes four to six"
            + " minutes, most of them to warm up. The missions named bench-noop and bench-true stay in the mesh.%n")
public final class Bench implements Callable<Integer> {
  @Option(names = "--quick", description = "Takes about 20 seconds; the figures are rough.")
  private boolean quick;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "32",
      description = "Clients of the throughput measurement. Default: 32.")
  private int clients;

  @Option(
      names = "--group",
      paramLabel = "N",
      defaultValue = "8",
      description = "Missions that a client submits before it waits for their ends. Default: 8.")
  private int group;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Missions a second of the latency measurement. Default: 20.")
  private double rate;

  @Option(names = "--no-baseline", description = "Leaves db-scheduler out.")
  private boolean noBaseline;

  @Option(names = "--no-sandboxed", description = "Leaves sandboxed missions out.")
  private boolean noSandboxed;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  @Mixin private OutputOptions output = new OutputOptions();

  private Bench() {}

  /** Runs the command line given. */
  public static void main(String... args) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    String[] words = args.length == 1 && args[0].equals("help") ? new String[] {"--help"} : args;
    System.exit(CommandStyle.on(new CommandLine(new Bench())).execute(words));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    Terminal terminal = output.terminal();
    MeshUnderTest mesh = MeshUnderTest.find(terminal);
    Report report;
    try (DbSchedulerRoad baseline = baseline(mesh, terminal);
        Progress progress = Progress.start(terminal, "measuring")) {
      Schedule schedule = quick ? Schedule.QUICK : Schedule.USUAL;
      ClosedLoop load = new ClosedLoop(clients, group);
      report = new Run(mesh, schedule, load, rate, progress).run(baseline, !noSandboxed);
    }
    output.show(
        report.json(),
        List.of(Long.toString(Math.round(report.noop().perSecond()))),
        style -> report.lines(style, terminal.columns()));
    return 0;
  }

  private DbSchedulerRoad baseline(MeshUnderTest mesh, Terminal terminal)
      throws IOException, SQLException {
    if (noBaseline) {
      return null;
    }
    if (mesh.postgres().isEmpty()) {
      terminal.say("The mesh is not on this machine: no baseline and no processor times.");
      return null;
    }
    return DbSchedulerRoad.start(
        mesh.postgres().get(), "postgres", MeshUnderTest.postgresPassword());
  }
}
