package dev.missionmesh.cli.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Backups of one mesh together with the log of changes that follows them. A restored mesh begins another history: what is archived
 * of two that went apart never lies in one folder.
 */
record History(Path folder) {
  static final String PARTIAL = ".partial";

  String name() {
    return folder.getFileName().toString();
  }

  WalArchive wal() {
    return new WalArchive(folder.resolve("wal"));
  }

  Path backups() {
    return folder.resolve("backups");
  }

  /** Finished backups, oldest first. */
  List<Backup> finished() throws IOException {
    if (!Files.isDirectory(backups())) return List.of();
    try (Stream<Path> folders = Files.list(backups())) {
      return folders
          .filter(Files::isDirectory)
          .filter(folder -> !folder.toString().endsWith(PARTIAL))
          .sorted(Comparator.comparing(folder -> folder.getFileName().toString()))
          .map(folder -> new Backup(this, folder))
          .toList();
    }
  }

  void create() throws IOException {
    Copying.folder(wal().folder());
    Copying.folder(backups());
  }
}
