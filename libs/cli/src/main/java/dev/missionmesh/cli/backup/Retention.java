package dev.missionmesh.cli.backup;

import dev.missionmesh.localpostgres.Folders;
import java.io.IOException;
import java.util.List;

/** Lets old backups go, and what of the log of changes only they needed. */
final class Retention {
  /** Keeps the newest ones of a folder, and all of the history that is being written. Returns how many went. */
  static int keep(int newest, BackupFolder folder, History written) throws IOException {
    List<Backup> all = folder.backups();
    List<Backup> old = all.subList(0, Math.max(0, all.size() - newest));
    for (Backup backup : old) Folders.delete(backup.folder());
    for (History history : folder.histories()) {
      List<Backup> left = history.finished();
      if (!left.isEmpty()) {
        history.wal().deleteBefore(left.getFirst().manifest().firstSegment());
      } else if (!history.equals(written)) {
        Folders.delete(history.folder());
      }
    }
    return old.size();
  }

  private Retention() {}
}
