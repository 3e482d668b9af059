package dev.missionmesh.cli.deadletters;

import picocli.CommandLine.Command;

/** {@code mesh dead-letters}: missions that used up their attempts. */
@Command(
    name = "dead-letters",
    description = "Lists, shows, replays and discards missions that used up their attempts.",
    subcommands = {
      ListDeadLetters.class,
      GetDeadLetter.class,
      ReplayDeadLetters.class,
      DiscardDeadLetters.class
    })
public final class DeadLettersCommand {
  static final String PATH = "/api/v1/dead-letters";
}
