package dev.missionmesh.auditlog;

/**
 * Something that an auditor must know.
 *
 * @param line the line of the export to blame, from 1; 0 where it is the whole export or a note
 * @param detail one sentence
 */
public record Finding(Kind kind, long line, String detail) {

  /** What was found. */
  public enum Kind {
    /** A checkpoint is malformed, or not signed by the pinned key. */
    BAD_CHECKPOINT,
    /** Checkpoint, key and expected tenant do not speak of the same log. */
    OTHER_LOG,
    /** A line is not an entry. */
    MALFORMED_LINE,
    /** A line belongs to another tenant. */
    FOREIGN_LINE,
    /** The numbering jumps: lines were deleted, inserted or reordered. */
    BROKEN_ORDER,
    /** The entry itself was changed. */
    CHANGED_ENTRY,
    /** The event's data does not fit its commitment. */
    CHANGED_DATA,
    /** Entries that the checkpoint counts are missing at the end. */
    CUT_TAIL,
    /** There are more lines than the checkpoint counts. */
    EXTRA_LINES,
    /** The lines are in form, but are not those that were signed. */
    OTHER_ROOT,
    /** The checkpoint is older than the baseline. */
    ROLLBACK,
    /** The history that the baseline signed was replaced by another. */
    FORK
  }

  @Override
  public String toString() {
    return line == 0 ? detail : "line " + line + ": " + detail;
  }
}
