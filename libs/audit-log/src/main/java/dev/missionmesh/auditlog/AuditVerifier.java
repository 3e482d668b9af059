package dev.missionmesh.auditlog;

import dev.missionmesh.auditlog.Finding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies an export offline, in one pass and constant memory. */
public final class AuditVerifier {
  /** How many findings are reported. */
  public static final int MAX_FINDINGS = 20;

  /**
   * Compares an export with what was signed.
   *
   * @param export lines from index 0 up to the checkpoint's size
   * @param checkpointNote the signed checkpoint that came with the export
   * @param pinned the log's public key, from an earlier time and another road than the export
   * @param baselineNote the last checkpoint seen of this log; without it a rollback cannot be found
   * @param tenant whose log it must be
   * @throws IOException if the export cannot be read; everything else is a finding
   */
  public static Verification verify(
      Path export,
      String checkpointNote,
      VerifierKey pinned,
      Optional<String> baselineNote,
      String tenant)
      throws IOException {
    try (InputStream in = Files.newInputStream(export)) {
      return verify(in, checkpointNote, pinned, baselineNote, tenant);
    }
  }

  /**
   * Compares an export that is read as it comes with what was signed; see {@link #verify(Path, String, VerifierKey, Optional,
   * String)}. Holds 256 KiB of it, or one line where that is longer. The stream is not closed.
   */
  public static Verification verify(
      InputStream export,
      String checkpointNote,
      VerifierKey pinned,
      Optional<String> baselineNote,
      String tenant)
      throws IOException {
    List<Finding> findings = new ArrayList<>();
    Checkpoint checkpoint = open(checkpointNote, pinned, tenant, "checkpoint", findings);
    Checkpoint baseline =
        baselineNote.map(note -> open(note, pinned, tenant, "baseline", findings)).orElse(null);
    if (checkpoint == null || !findings.isEmpty()) {
      return new Verification(checkpoint == null ? 0 : checkpoint.size(), 0, findings);
    }
    if (baseline != null && checkpoint.size() < baseline.size()) {
      String detail =
          "the checkpoint has "
              + checkpoint.size()
              + " entries, the baseline already had "
              + baseline.size()
              + ": the log was rolled back";
      findings.add(new Finding(Kind.ROLLBACK, 0, detail));
    }
    ExportCheck check = new ExportCheck(tenant, checkpoint, baseline, findings);
    check.run(new LineSource(export));
    return new Verification(checkpoint.size(), check.erased(), findings);
  }

  private static @Nullable Checkpoint open(
      String note, VerifierKey pinned, String tenant, String what, List<Finding> findings) {
    try {
      if (!AuditOrigin.parse(pinned.name()).tenant().equals(tenant)) {
        String detail = "the pinned key is of " + pinned.name() + ", not of the tenant " + tenant;
        findings.add(new Finding(Kind.OTHER_LOG, 0, detail));
        return null;
      }
      return Checkpoint.open(note, pinned);
    } catch (InvalidNote e) {
      findings.add(new Finding(Kind.BAD_CHECKPOINT, 0, "the " + what + ": " + e.getMessage()));
      return null;
    }
  }

  private AuditVerifier() {}
}
