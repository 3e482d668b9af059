package dev.missionmesh.cli.output;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Names the mistake on the command line, suggests what was meant, and points at the help. Exit code
 * 2.
 */
public final class UsageHandler implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    Terminal terminal = Terminal.system();
    String name = command.getCommandSpec().qualifiedName();
    // a command that only groups others has no other way of being plainly wrong than to be called
    // alone
    boolean group = !command.getSubcommands().isEmpty();
    if (group && exception.getClass() == ParameterException.class) {
      command.usage(terminal.err(), colours(terminal));
      return ExitCode.USAGE;
    }
    Style style = terminal.errStyle();
    terminal.say(style.red("error: ") + message(exception, group));
    List<String> suggestions =
        exception instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    if (!suggestions.isEmpty()) {
      terminal.say(
          "Did you mean " + String.join(" or ", suggestions.stream().limit(3).toList()) + "?");
    }
    terminal.say(style.dim("next:  ") + name + " --help");
    return ExitCode.USAGE;
  }

  private static String message(ParameterException exception, boolean group) {
    if (group && exception instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().getFirst();
      return (word.startsWith("-") ? "unknown option " : "unknown command ") + word;
    }
    String message = exception.getMessage();
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static CommandLine.Help.Ansi colours(Terminal terminal) {
    return terminal.errStyle().coloured() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
  }
}
