package dev.missionmesh.cli.tenants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Writes all that is kept of a tenant to an archive: the tenant with its settings, its keys"
          + " without their secrets, its missions with results and logs, and its audit log.",
      "The mesh notes the archive's SHA-256: a tenant is deleted only if it was exported since it"
          + " was suspended."
    })
final class ExportTenant implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The tenant.")
  private String id;

  @Option(names = "--out", paramLabel = "FILE", description = "The archive. Default: ID.zip.")
  private Path out;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    MeshClient client = Access.system().administrator();
    Path file = out == null ? Path.of(id + ".zip") : out;
    TenantArchive.Written written;
    try (Progress progress = Progress.start(output.terminal(), "Exporting " + id)) {
      written = TenantArchive.write(client, id, file, progress);
    }
    ObjectNode export = Documents.object().put("sha256", written.sha256());
    if (written.checkpoint() != null) {
      export.put("auditSize", written.checkpoint().size());
      export.put("auditRoot", written.root());
    }
    JsonNode noted = client.post(TenantCommand.of(id) + "/exports", export);
    ObjectNode shown = noted.deepCopy();
    shown.put("file", file.toString()).put("missions", written.missions());
    Fields fields =
        new Fields()
            .add("tenant", id)
            .add("file", file.toString())
            .add("sha256", written.sha256())
            .add("missions", Long.toString(written.missions()));
    output.showOne(shown, file.toString(), fields);
    return 0;
  }
}
