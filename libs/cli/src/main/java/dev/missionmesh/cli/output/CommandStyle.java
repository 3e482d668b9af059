package dev.missionmesh.cli.output;

import picocli.CommandLine;

/** How every program of the mesh takes its words, and says what was wrong with them. */
public final class CommandStyle {
  /** Gives a command line, and what was added to it so far, this style. */
  public static CommandLine on(CommandLine line) {
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(new FailureHandler())
        .setParameterExceptionHandler(new UsageHandler());
  }

  private CommandStyle() {}
}
