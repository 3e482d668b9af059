package dev.missionmesh.clustersetup;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What has to be there before the services of a mesh start in a cluster. Each command may be repeated at any time. */
@Command(
    name = "setup",
    subcommands = {SecretsCommand.class, ForgetCommand.class, DatabaseCommand.class, KafkaCommand.class, ProbeCommand.class, CheckPoliciesCommand.class})
public final class Setup {
  public static void main(String[] arguments) {
    var line =
        new CommandLine(new Setup())
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  System.err.println("error: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
                  return 1;
                });
    System.exit(line.execute(arguments));
  }
}
