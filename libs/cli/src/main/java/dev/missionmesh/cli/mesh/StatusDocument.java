package dev.missionmesh.cli.mesh;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.local.MeshStatus;
import dev.missionmesh.cli.local.PartStatus;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Table;
import java.util.List;

/** The status of the mesh as stdout shows it. */
final class StatusDocument {
  static void show(MeshStatus status, OutputOptions output) {
    Table table =
        Table.of("PROCESS", "STATE", "PID", "URL")
            .styled("STATE", output.terminal().outStyle()::state);
    for (PartStatus part : status.parts()) {
      Object pid = part.pid().isPresent() ? part.pid().getAsLong() : null;
      table.row(part.name(), part.state(), pid, part.url());
    }
    List<String> names = status.parts().stream().map(PartStatus::name).toList();
    output.show(json(status), names, style -> table.lines(style, output.terminal().columns()));
  }

  private static ObjectNode json(MeshStatus status) {
    ObjectNode json = Documents.object();
    json.put("profile", status.profile()).put("gateway", status.gateway());
    var services = json.putArray("services");
    for (PartStatus part : status.parts()) {
      ObjectNode service = services.addObject();
      service.put("name", part.name()).put("state", part.state());
      if (part.pid().isPresent()) service.put("pid", part.pid().getAsLong());
      else service.putNull("pid");
      service.put("url", part.url());
    }
    return json;
  }

  private StatusDocument() {}
}
