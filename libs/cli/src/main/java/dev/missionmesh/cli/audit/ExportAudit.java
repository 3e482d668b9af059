package dev.missionmesh.cli.audit;

import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.Checkpoint;
import dev.missionmesh.auditlog.InvalidNote;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.client.MeshClient;
import dev.missionmesh.cli.client.Query;
import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Format;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Exports the audit log, one entry a line, up to its latest signed checkpoint.",
      "The log's public key is pinned at first sight, the checkpoint is remembered: verify relies"
          + " on both."
    })
final class ExportAudit implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes audit.jsonl, checkpoint.txt and key.txt there. Default: the lines to stdout.")
  private Path out;

  @Option(
      names = "--log",
      paramLabel = "NAME",
      description = "system: facts of no tenant; or another tenant. Needs audit:system.")
  private String log;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Pins this public key of the log instead of the first one seen.")
  private Path key;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    if (output.format() == Format.YAML || output.format() == Format.NAME) {
      throw Failure.usage("an export is JSON, one entry a line", "Leave -o out.");
    }
    Access access = Access.system();
    MeshClient client = log != null ? access.administrator() : access.tenant();
    PinStore pins = new PinStore(client.endpoint().state().resolve("pins"));
    if (key != null) pins.pin(KeyFile.read(key));
    VerifierKey served = servedKey(client);
    if (client.endpoint().local()) new LocalKey(LocalMesh.data()).require(served);
    VerifierKey trusted = new Pinning(pins, output.terminal()).trusted(served);
    String note = client.getText(path("checkpoint"));
    Checkpoint checkpoint = open(note, trusted);
    AuditOrigin origin = AuditOrigin.parse(trusted.name());
    requireNoRollback(checkpoint, pins.checkpoint(origin), trusted);
    write(client, checkpoint, note, trusted);
    pins.remember(origin, note);
    return 0;
  }

  private VerifierKey servedKey(MeshClient client) {
    try {
      return VerifierKey.parse(client.getText(path("key")));
    } catch (InvalidNote invalid) {
      throw Failure.error("the mesh gave no key of an audit log: " + invalid.getMessage(), null);
    }
  }

  private void write(MeshClient client, Checkpoint checkpoint, String note, VerifierKey trusted)
      throws IOException {
    try (Progress _ =
            Progress.start(output.terminal(), "Exporting " + checkpoint.size() + " entries");
        InputStream lines =
            client.stream(
                exportPath(checkpoint.size()), Map.of("Accept", "application/x-ndjson"))) {
      if (out == null) {
        ExportFiles.copyLines(lines, checkpoint.size(), output.terminal().out());
      } else {
        ExportFiles files = ExportFiles.create(out);
        try (OutputStream to = Files.newOutputStream(files.lines())) {
          ExportFiles.copyLines(lines, checkpoint.size(), to);
        }
        Files.writeString(files.checkpoint(), note);
        Files.writeString(files.key(), trusted + "\n");
      }
    }
    String where = out == null ? "" : " to " + out;
    output
        .terminal()
        .say("Exported " + checkpoint.size() + " entries of " + checkpoint.origin() + where + ".");
    if (out != null) output.terminal().say("Verify it, offline, with: mesh audit verify " + out);
  }

  private String path(String what) {
    return new Query("/api/v1/audit/" + what).add("log", log).toString();
  }

  private String exportPath(long size) {
    return new Query("/api/v1/audit/export").add("log", log).add("size", size).toString();
  }

  private static Checkpoint open(String note, VerifierKey trusted) {
    try {
      return Checkpoint.open(note, trusted);
    } catch (InvalidNote invalid) {
      throw Failure.error(
          "the log's checkpoint is not to be trusted: " + invalid.getMessage(), null);
    }
  }

  private static void requireNoRollback(
      Checkpoint now, Optional<String> remembered, VerifierKey trusted) {
    if (remembered.isEmpty()) return;
    Checkpoint before = open(remembered.get(), trusted);
    if (now.size() < before.size()) {
      throw Failure.error(
          "the log was rolled back: it has "
              + now.size()
              + " entries and already had "
              + before.size(),
          "Tell whoever operates this mesh; entries that were signed are gone.");
    }
  }
}
