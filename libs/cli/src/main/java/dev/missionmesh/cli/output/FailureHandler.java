package dev.missionmesh.cli.output;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Shows what went wrong on stderr and turns it into the exit code. {@code MESH_DEBUG=1} adds the
 * stack trace.
 */
public final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parsed) {
    Terminal terminal = Terminal.system();
    if ("1".equals(System.getenv("MESH_DEBUG"))) exception.printStackTrace(terminal.err());
    if (exception instanceof Failure failure) {
      show(failure, terminal);
      return failure.exitCode();
    }
    String what =
        exception.getMessage() == null
            ? exception.getClass().getSimpleName()
            : exception.getMessage();
    show(
        Failure.error(
            "unexpected: " + what, "Run it again with MESH_DEBUG=1 to see where it happened."),
        terminal);
    return ExitCode.ERROR;
  }

  static void show(Failure failure, Terminal terminal) {
    Style style = terminal.errStyle();
    terminal.say(style.red("error: ") + failure.getMessage());
    failure.details().forEach(line -> terminal.say("  " + line));
    if (failure.next() != null) terminal.say(style.dim("next:  ") + failure.next());
  }
}
