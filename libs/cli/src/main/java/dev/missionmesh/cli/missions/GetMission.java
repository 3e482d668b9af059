package dev.missionmesh.cli.missions;

import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Style;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "get", description = "Shows one mission: state, attempts, result and receipt.")
final class GetMission implements Runnable {
  @Parameters(paramLabel = "ID", description = "The mission's id.")
  private String id;

  @Mixin private OutputOptions output;

  @Override
  public void run() {
    MissionDocument mission = new MissionWatch(Access.system().tenant(), output.terminal()).now(id);
    output.show(mission.json(), List.of(mission.id()), style -> lines(mission, style));
  }

  static List<String> lines(MissionDocument mission, Style style) {
    Fields fields = Receipt.fields(mission, style);
    fields
        .add("name", mission.text("name"))
        .add("labels", Documents.pairs(mission.json(), "labels"))
        .add("queued", mission.text("queuedAt"))
        .add("started", mission.text("startedAt"))
        .add("ended", mission.text("endedAt"))
        .add("why", mission.text("why"));
    List<String> lines = new ArrayList<>(fields.lines(style));
    Receipt.attempts(mission).forEach(attempt -> lines.add("  " + attempt));
    output(lines, style, "stdout", mission.text("result/stdout"));
    output(lines, style, "stderr", mission.text("result/stderr"));
    return lines;
  }

  private static void output(List<String> lines, Style style, String stream, String text) {
    if (text == null || text.isEmpty()) return;
    lines.add(style.dim(stream));
    text.lines().map(line -> "  " + line.replaceAll("\\p{Cntrl}", " ")).forEach(lines::add);
  }
}
