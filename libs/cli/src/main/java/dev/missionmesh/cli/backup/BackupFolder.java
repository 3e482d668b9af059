package dev.missionmesh.cli.backup;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder to which {@code mesh backup} writes: histories by the time of their beginning. */
record BackupFolder(Path root) {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String NAMED = "[0-9]{8}T[0-9]{6}\\.[0-9]{3}Z";

  BackupFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** Beside the data folder, with {@code -backups} after its name. */
  static BackupFolder beside(Path data) {
    return new BackupFolder(data.resolveSibling(data.getFileName() + "-backups"));
  }

  /** The name of what begins at a time; names sort by it. */
  static String name(Instant at) {
    return NAME.format(at);
  }

  History history(String name) {
    return new History(root.resolve(name));
  }

  /** Histories, oldest first. */
  List<History> histories() throws IOException {
    if (!Files.isDirectory(root)) return List.of();
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches(NAMED) && Files.isDirectory(folder))
          .sorted()
          .map(History::new)
          .toList();
    }
  }

  /** Finished backups of all histories, oldest first. */
  List<Backup> backups() throws IOException {
    var all = new ArrayList<Backup>();
    for (History history : histories()) all.addAll(history.finished());
    all.sort(Comparator.comparing(Backup::name));
    return all;
  }

  /** The same, or a failure that says what to do when there are none. */
  List<Backup> requireBackups() throws IOException {
    if (!Files.isDirectory(root)) {
      throw Failure.usage("there is no folder " + root, "Name the one that mesh backup wrote to with --from FOLDER.");
    }
    List<Backup> all = backups();
    if (all.isEmpty()) {
      throw Failure.usage("there is no backup in " + root, "Name the folder that mesh backup wrote to; one backup within it is not enough.");
    }
    return all;
  }
}
