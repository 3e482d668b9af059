package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.localpostgres.PostgresBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which backup brings back which moment.
 *
 * @param at the moment; empty means all that was archived after the backup
 */
record RestorePlan(Backup backup, Manifest manifest, Backup.Span span, Optional<Instant> at) {
  private static final long SPARE = 128 << 20;

  /**
   * The newest backup that reaches the moment wanted. Backups that cannot be read count only when they might have been the one.
   *
   * @param wanted empty means the latest moment there is
   */
  static RestorePlan of(BackupFolder folder, Optional<Instant> wanted) throws IOException {
    List<Backup> backups = folder.requireBackups();
    var spans = new ArrayList<Backup.Span>();
    Failure unreadable = null;
    for (Backup backup : backups.reversed()) {
      try {
        Manifest manifest = backup.manifest();
        Backup.Span span = backup.span(manifest);
        spans.addFirst(span);
        if (wanted.isEmpty() || span.holds(wanted.get())) return new RestorePlan(backup, manifest, span, wanted);
      } catch (Failure e) {
        if (wanted.isEmpty()) throw e;
        if (unreadable == null) unreadable = e;
      }
    }
    if (unreadable != null) throw unreadable;
    throw outside(wanted.get(), spans);
  }

  private static Failure outside(Instant wanted, List<Backup.Span> spans) {
    String there = String.join(", ", spans.stream().map(span -> span.first() + " to " + span.last()).toList());
    return Failure.usage("%s cannot be restored; these times can: %s".formatted(wanted, there), "Choose one of them with --at TIME, or leave --at out for the latest.");
  }

  /** Fails where the backup can be seen not to fit; reads all of it. */
  void check(Path target) throws IOException {
    if (manifest.postgres() != PostgresBinaries.MAJOR) {
      throw Failure.error(
          "the backup is of PostgreSQL %d, and this mesh runs %d".formatted(manifest.postgres(), PostgresBinaries.MAJOR),
          "Restore it with the version of the mesh that made it, %s, and bring it over from there.".formatted(manifest.mesh()));
    }
    requireRoom(target);
    backup.verify(manifest);
  }

  private void requireRoom(Path target) throws IOException {
    Path there = target.toAbsolutePath();
    while (!Files.exists(there)) there = there.getParent();
    long needed = manifest.bytes() + SPARE;
    long room = Files.getFileStore(there).getUsableSpace();
    if (room < needed) {
      throw Failure.error(
          "no room: the restore takes %s, and %s has %s".formatted(Sizes.show(needed), there, Sizes.show(room)), "Make room there. Nothing was touched.");
    }
  }
}
