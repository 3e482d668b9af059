package dev.missionmesh.clustersetup;

import dev.missionmesh.policyengine.PolicyCheck;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says whether the mesh would take the policies in files; reaches nothing, so that a workflow may run it on a pull request. */
@Command(name = "check-policies")
final class CheckPoliciesCommand implements Callable<Integer> {
  /** Files of PolicySets or snapshots; {@code -} is stdin. */
  @Parameters(arity = "1..*", paramLabel = "FILE")
  List<String> files;

  @Override
  public Integer call() {
    return PolicyCheck.run(files, System.in, System.out, System.err);
  }
}
