package dev.missionmesh.cli.missions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.EventStream;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mesh logs}: what a mission wrote, to the streams it wrote it to. */
@Command(
    name = "logs",
    description = {
      "Shows what a mission wrote: its stdout on stdout, its stderr on stderr.",
      "With -o json one log line of the API on each line."
    })
public final class LogsCommand implements Runnable {
  private static final int PAGE = 500;

  @Parameters(paramLabel = "ID", description = "The mission's id.")
  private String id;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the mission ends.")
  private boolean follow;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    show(Access.system().tenant(), id, follow, LogWriter.as(output));
  }

  private void show(MeshClient client, String mission, boolean live, LogWriter writer) {
    String path = "/api/v1/missions/" + MeshClient.encode(mission);
    if (!live) {
      pages(client, path, writer);
      return;
    }
    try (Progress progress = Progress.start(output.terminal(), "Following")) {
      LiveTail tail = new LiveTail(output.terminal(), progress, writer);
      new EventStream(client, Duration.ofMinutes(2)).follow(path + "/events", 0, tail);
    }
  }

  static void pages(MeshClient client, String path, LogWriter writer) {
    String after = "0";
    while (after != null) {
      JsonNode page =
          client.get(new Query(path + "/logs").add("after", after).add("limit", PAGE).toString());
      page.path("items").forEach(writer::write);
      after = page.hasNonNull("next") ? page.path("next").asText() : null;
    }
  }
}
