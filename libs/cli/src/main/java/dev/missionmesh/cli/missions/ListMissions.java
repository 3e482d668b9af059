package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.Pages;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Durations;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists missions, newest first.")
final class ListMissions implements Runnable {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only missions in this state, such as running.")
  private String state;

  @Option(names = "--name", paramLabel = "NAME", description = "Only missions with this name.")
  private String name;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Only missions with this label; may be given often.")
  private List<String> labels = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many. Default: 50.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Query query =
        new Query("/api/v1/missions").add("state", state).add("name", name).addAll("label", labels);
    JsonNode missions = Pages.collect(Access.system().tenant(), query, limit);
    output.showList(missions, "id", table(missions, Instant.now(), output), "No missions.");
  }

  static Table table(JsonNode missions, Instant now, OutputOptions output) {
    Table table =
        Table.of("MISSION", "STATE", "NAME", "QUEUED", "TOOK", "LABELS", "WHY")
            .styled("STATE", output.terminal().outStyle()::state);
    for (JsonNode mission : missions.path("items")) {
      table.row(
          mission.path("id").asText(),
          mission.path("state").asText(),
          Documents.text(mission, "name"),
          queued(mission, now),
          took(mission),
          Documents.pairs(mission, "labels"),
          Documents.text(mission, "why"));
    }
    return table;
  }

  private static String queued(JsonNode mission, Instant now) {
    if (!mission.hasNonNull("queuedAt")) return null;
    return Durations.coarse(Duration.between(Instant.parse(mission.path("queuedAt").asText()), now))
        + " ago";
  }

  private static String took(JsonNode mission) {
    if (!mission.hasNonNull("startedAt") || !mission.hasNonNull("endedAt")) return null;
    Instant started = Instant.parse(mission.path("startedAt").asText());
    return Durations.show(
        Duration.between(started, Instant.parse(mission.path("endedAt").asText())));
  }
}
