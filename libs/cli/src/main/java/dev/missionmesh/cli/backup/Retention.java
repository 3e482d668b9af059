package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.output.Failure;
import dev.missionmesh.localpostgres.Folders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lets old backups go, and what of the log of changes only they needed. */
final class Retention {
  /**
   * Keeps the newest ones of a folder, and all of the history that is being written. One that cannot be read does not count as kept,
   * and goes with those of its age.
   *
   * @return how many went
   */
  static int keep(int newest, BackupFolder folder, History written) throws IOException {
    List<Backup> all = folder.backups();
    var readable = new ArrayList<Backup>();
    for (Backup backup : all) {
      if (isReadable(backup)) readable.add(backup);
    }
    if (readable.size() <= newest) return 0;
    String oldest = readable.get(readable.size() - newest).name();
    List<Backup> old = all.stream().filter(backup -> backup.name().compareTo(oldest) < 0).toList();
    for (Backup backup : old) Folders.delete(backup.folder());
    for (History history : folder.histories()) trim(history, written);
    return old.size();
  }

  private static void trim(History history, History written) throws IOException {
    List<Backup> left = history.finished();
    if (left.isEmpty()) {
      if (!history.equals(written)) Folders.delete(history.folder());
    } else if (isReadable(left.getFirst())) {
      history.wal().deleteBefore(left.getFirst().manifest().firstSegment());
    }
  }

  static boolean isReadable(Backup backup) throws IOException {
    try {
      backup.manifest();
      return true;
    } catch (Failure damaged) {
      return false;
    }
  }

  private Retention() {}
}
