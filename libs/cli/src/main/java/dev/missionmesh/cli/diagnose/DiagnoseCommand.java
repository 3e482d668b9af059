package dev.missionmesh.cli.diagnose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.local.LocalMesh;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.Fields;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Progress;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mesh diagnose}: one archive for whoever is to find a fault. */
@Command(
    name = "diagnose",
    description =
        "Makes one archive of what helps to find a fault of the mesh on this machine: versions, status, health, nodes, the last"
            + " 200 lines of each log and of the audit log. Secrets and what missions said are left out. Works while the mesh is"
            + " down, and sends nothing anywhere.")
public final class DiagnoseCommand implements Callable<Integer> {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where it is written. Default: missionmesh-diagnose-TIME.zip in this folder.")
  private Path out;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Path file = out == null ? Path.of("missionmesh-diagnose-" + STAMP.format(LocalDateTime.now(ZoneId.systemDefault())) + ".zip") : out;
    Map<String, String> environment = System.getenv();
    Redaction redaction = new Redaction(KnownSecrets.of(LocalMesh.data(), environment));
    List<String> entries;
    try (Progress progress = Progress.start(output.terminal(), "gathering");
        Archive archive = new Archive(file, redaction)) {
      new Findings(LocalMesh.data(), environment, Access.system())
          .gather(version(), LocalMesh.status(), archive);
      entries = archive.entries();
    } catch (FileAlreadyExistsException e) {
      throw Failure.error(file + " exists", "Name another file with --out.");
    }
    ObjectNode json = Documents.object().put("file", file.toString()).put("bytes", Files.size(file));
    entries.forEach(json.putArray("entries")::add);
    output.showOne(json, file.toString(), new Fields().add("file", file.toString()).add("entries", Integer.toString(entries.size())));
    output.terminal().say("Look through it before you hand it on: what a person would call secret may look like anything.");
    return 0;
  }

  private static String version() {
    String version = DiagnoseCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
