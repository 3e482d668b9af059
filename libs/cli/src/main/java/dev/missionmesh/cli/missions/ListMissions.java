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
  @Option(names = "--state", paramLabel = "STATE", description = "Only missions in this state, such as running.")
  private String state;

  @Option(names = "--name", paramLabel = "NAME", description = "Only missions with this name.")
  private String name;

  @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Only missions with this label; may be given often.")
  private List<String> labels = List.of();

  @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "At most so many. Default: 50.")
  private int limit;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Query query = new Query("/api/v1/missions").add("state", state).add("name", name).addAll("label", labels);
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
          between(mission.path("queuedAt"), now, " ago"),
          took(mission),
          Documents.pairs(mission, "labels"),
          Documents.text(mission, "why"));
    }
    return table;
  }

  private static String took(JsonNode mission) {
    if (!mission.hasNonNull("endedAt")) return null;
    return between(mission.path("startedAt"), Instant.parse(mission.path("endedAt").asText()), "");
  }

  private static String between(JsonNode start, Instant end, String suffix) {
    if (!start.isTextual()) return null;
    return Durations.show(Duration.between(Instant.parse(start.asText()), end)) + suffix;
  }
}
