package dev.missionmesh.cli.local;

import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import java.util.List;

/** A part that did not start, with the end of its log. */
class StartFailure extends Failure {
  private final List<String> log;

  StartFailure(String message, List<String> log, String next) {
    super(ExitCode.ERROR, message, next);
    this.log = List.copyOf(log);
  }

  @Override
  public List<String> details() {
    return log;
  }
}
