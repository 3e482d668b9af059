package dev.missionmesh.cli.deadletters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists dead letters, newest first.")
final class ListDeadLetters implements Runnable {
  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: 50.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    JsonNode letters =
        Pages.collect(Access.system().tenant(), new Query(DeadLettersCommand.PATH), limit);
    output.showList(letters, "missionId", DeadLetterTable.of(letters), "No dead letters.");
  }
}
