package dev.missionmesh.cli.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.missionmesh.auditlog.AuditOrigin;
import dev.missionmesh.auditlog.AuditVerifier;
import dev.missionmesh.auditlog.Finding;
import dev.missionmesh.auditlog.InvalidNote;
import dev.missionmesh.auditlog.Verification;
import dev.missionmesh.auditlog.VerifierKey;
import dev.missionmesh.cli.client.Access;
import dev.missionmesh.cli.output.Documents;
import dev.missionmesh.cli.output.ExitCode;
import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.cli.output.OutputOptions;
import dev.missionmesh.cli.output.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "verify",
    description = {
      "Verifies an export, offline, against the key pinned earlier and the last checkpoint seen.",
      "Exit code 0 when every line is what was signed, 1 when anything speaks against it."
    })
final class VerifyAudit implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR|FILE",
      description = "What mesh audit export --out wrote, or its audit.jsonl.")
  private Path export;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "Trusts this public key instead of the pinned one.")
  private Path key;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "The signed checkpoint. Default: checkpoint.txt beside the lines.")
  private Path checkpoint;

  @Option(
      names = "--tenant",
      paramLabel = "TENANT",
      description = "Whose log it must be. Default: the one the checkpoint names.")
  private String tenant;

  @Mixin private OutputOptions output;

  VerifyAudit() {}

  VerifyAudit(Path export) {
    this.export = export;
  }

  @Override
  public Integer call() throws IOException {
    Verification verification = verify(new PinStore(Access.system().state().resolve("pins")));
    output.show(document(verification), List.of(), style -> lines(verification, style));
    return verification.ok() ? ExitCode.DONE : ExitCode.ERROR;
  }

  Verification verify(PinStore pins) throws IOException {
    if (!Files.exists(export)) throw noExport(export);
    ExportFiles files = ExportFiles.at(export);
    String note = read(checkpoint == null ? files.checkpoint() : checkpoint);
    VerifierKey trusted = key == null ? pinned(pins, claimedOrigin(note)) : KeyFile.read(key);
    AuditOrigin origin = AuditOrigin.parse(trusted.name());
    String expected = tenant == null ? origin.tenant() : tenant;
    try {
      return AuditVerifier.verify(files.lines(), note, trusted, pins.checkpoint(origin), expected);
    } catch (NoSuchFileException missing) {
      throw noExport(files.lines());
    }
  }

  private static Failure noExport(Path where) {
    return Failure.usage(
        "there is no export at " + where, "Make one with: mesh audit export --out DIR");
  }

  /** What the note says it is of: only good for choosing the pin that it must then satisfy. */
  private static AuditOrigin claimedOrigin(String note) {
    try {
      return AuditOrigin.parse(note.lines().findFirst().orElse(""));
    } catch (InvalidNote invalid) {
      throw Failure.error("the checkpoint is none: " + invalid.getMessage(), null);
    }
  }

  private static VerifierKey pinned(PinStore pins, AuditOrigin origin) {
    return pins.key(origin)
        .orElseThrow(
            () ->
                Failure.error(
                    "no key is pinned for " + origin,
                    "Give the key that you got from its operator with --key FILE; the one beside"
                        + " the export proves nothing."));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw Failure.usage("cannot read the checkpoint " + file, "Name it with --checkpoint FILE.");
    }
  }

  static List<String> lines(Verification verification, Style style) {
    List<String> lines = new ArrayList<>();
    if (verification.ok()) {
      String erased =
          verification.erased() == 0 ? "" : ", " + verification.erased() + " of them erased";
      lines.add(
          style.green("verified")
              + "  "
              + verification.size()
              + " entries"
              + erased
              + ": every line is what was signed");
    } else {
      lines.add(style.red("NOT verified"));
      verification.findings().forEach(finding -> lines.add("  " + kind(finding) + ", " + finding));
    }
    return lines;
  }

  private static ObjectNode document(Verification verification) {
    ObjectNode document =
        Documents.object()
            .put("verified", verification.ok())
            .put("size", verification.size())
            .put("erased", verification.erased());
    document.putArray("findings");
    for (Finding finding : verification.findings()) {
      document
          .withArray("findings")
          .addObject()
          .put("kind", kind(finding))
          .put("line", finding.line())
          .put("detail", finding.detail());
    }
    return document;
  }

  private static String kind(Finding finding) {
    return finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
