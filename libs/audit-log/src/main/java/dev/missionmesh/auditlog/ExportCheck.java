package dev.missionmesh.auditlog;

import dev.missionmesh.auditlog.EntryReader.Data;
import dev.missionmesh.auditlog.Finding.Kind;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over an export. */
final class ExportCheck {
  private final String tenant;
  private final Checkpoint checkpoint;
  private final @Nullable Checkpoint baseline;
  private final List<Finding> findings;
  private final EntryReader entry = new EntryReader();
  private final CompactRange range = new CompactRange();
  private long line;
  private long expected;
  private long erased;
  private boolean linesIntact = true;
  private boolean prefixHolds = true;

  ExportCheck(String tenant, Checkpoint checkpoint, @Nullable Checkpoint baseline, List<Finding> findings) {
    this.tenant = tenant;
    this.checkpoint = checkpoint;
    this.baseline = baseline;
    this.findings = findings;
  }

  void run(LineSource lines) throws IOException {
    compareWithBaseline();
    while (nextLine(lines)) {
      line++;
      checkLine(lines);
      compareWithBaseline();
    }
    compareWithCheckpoint();
  }

  long erased() {
    return erased;
  }

  private boolean nextLine(LineSource lines) throws IOException {
    try {
      return lines.next();
    } catch (LineCursor.Malformed e) {
      line++;
      blame(Kind.MALFORMED_LINE, e.detail());
      return false;
    }
  }

  private void checkLine(LineSource lines) {
    try {
      entry.read(lines.buffer(), lines.start(), lines.end());
    } catch (LineCursor.Malformed e) {
      blame(Kind.MALFORMED_LINE, e.detail());
      expected++;
      return;
    }
    if (!lines.terminated()) {
      blame(Kind.MALFORMED_LINE, "has no newline at its end: the file was cut");
    }
    if (!entry.tenant().equals(tenant)) {
      blame(Kind.FOREIGN_LINE, "belongs to the tenant " + entry.tenant() + ", not to " + tenant);
    }
    checkOrder();
    if (!entry.hashFits()) {
      blame(Kind.CHANGED_ENTRY, "entry " + entry.index() + " was changed: its hash does not fit");
    }
    if (entry.data() == Data.CHANGED) {
      String detail = "the data of entry " + entry.index() + " does not fit its commitment";
      blame(Kind.CHANGED_DATA, detail);
    } else if (entry.data() == Data.ERASED) {
      erased++;
    }
    range.append(entry.leafHash());
  }

  private void checkOrder() {
    long index = entry.index();
    if (index > expected) {
      String which =
          index == expected + 1
              ? "entry " + expected
              : "entries " + expected + " to " + (index - 1);
      blame(Kind.BROKEN_ORDER, "entry " + index + " stands here: " + which + " deleted or moved");
    } else if (index < expected) {
      String detail =
          "entry " + index + " stands where " + expected + " belongs: inserted or moved";
      blame(Kind.BROKEN_ORDER, detail);
    }
    expected = index + 1;
  }

  private void compareWithBaseline() {
    if (baseline == null || line != baseline.size()) return;
    if (linesIntact && !Arrays.equals(range.root(), baseline.root())) {
      prefixHolds = false;
      String detail =
          "the first "
              + baseline.size()
              + " entries are not those of the baseline: the log was forked";
      findings.add(new Finding(Kind.FORK, 0, detail));
    }
  }

  private void compareWithCheckpoint() {
    if (line < checkpoint.size()) {
      String detail =
          "the export ends after " + line + " lines, the checkpoint signs " + checkpoint.size();
      findings.add(new Finding(Kind.CUT_TAIL, 0, detail));
    } else if (line > checkpoint.size()) {
      String detail =
          "the checkpoint signs " + checkpoint.size() + " entries, the export has " + line;
      findings.add(new Finding(Kind.EXTRA_LINES, checkpoint.size() + 1, detail));
    } else if (linesIntact && !Arrays.equals(range.root(), checkpoint.root())) {
      String detail =
          "the entries are not those that the checkpoint signs: root " + checkpoint.rootHex();
      findings.add(
          new Finding(
              Kind.OTHER_ROOT,
              0,
              prefixHolds && baseline != null && baseline.size() > 0
                  ? detail + "; the first " + baseline.size() + " are intact"
                  : detail));
    }
  }

  private void blame(Kind kind, String detail) {
    linesIntact = false;
    if (findings.size() < AuditVerifier.MAX_FINDINGS) {
      findings.add(new Finding(kind, line, detail));
    }
  }
}
