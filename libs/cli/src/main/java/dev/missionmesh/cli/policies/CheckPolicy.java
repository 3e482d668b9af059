package dev.missionmesh.cli.policies;

import dev.missionmesh.cli.OwnProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Says whether a mesh would take the policies in files, without asking one.",
      "Files hold snapshots or PolicySets; documents of other kinds are passed over. Exit code 1: something is wrong."
    })
final class CheckPolicy implements Callable<Integer> {
  private static final OwnProgram CHECK =
      new OwnProgram("libs/cluster-setup", "dev.missionmesh.clustersetup.Setup");

  @Parameters(paramLabel = "POLICY.YAML", arity = "1..*", description = "Files; - is stdin.")
  private List<String> files;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("check-policies"));
    arguments.addAll(files);
    return CHECK.run(arguments);
  }
}
