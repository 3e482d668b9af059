package dev.missionmesh.cli.backup;

import dev.missionmesh.localpostgres.PostgresBinaries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A folder of backups such as {@code mesh backup} writes, with next to nothing in it. */
final class SmallBackups {
  static final Instant BEGIN = Instant.parse("2026-11-22T03:00:00Z");
  static final Duration STEP = Duration.ofMinutes(10);

  final BackupFolder folder;

  SmallBackups(Path root) {
    folder = new BackupFolder(root);
  }

  static String segment(int number) {
    return "00000001%08X%08X".formatted(0, number);
  }

  /** A history that begins with a backup at {@code begin}, whose log goes on for some segments, each {@link #STEP} later. */
  Backup backup(Instant begin, int segments) throws IOException {
    return backup(begin, segments, PostgresBinaries.MAJOR);
  }

  Backup backup(Instant begin, int segments, int major) throws IOException {
    History history = folder.history(BackupFolder.name(begin));
    history.create();
    for (int i = 0; i <= segments; i++) archive(history, segment(i), begin.plus(STEP.multipliedBy(i)));
    Backup backup = new Backup(history, history.backups().resolve(BackupFolder.name(begin)));
    Path source = Files.createTempDirectory(folder.root(), "source");
    Files.writeString(source.resolve("PG_VERSION"), major + "\n");
    Files.createDirectories(source.resolve("pg_wal"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("PG_VERSION"));
    List<CopiedFile> files = new ArrayList<>(new Copying(source, backup.folder(), all -> true, bytes -> {}).run(Backup.POSTGRES));
    backup.write(new Manifest("0.1.0", major, "7", begin, begin, segment(0), segment(0), files));
    return backup;
  }

  static void archive(History history, String segment, Instant lastChange) throws IOException {
    Path file = history.wal().file(segment);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[(int) WalArchive.SEGMENT]);
    }
    Files.setLastModifiedTime(file, FileTime.from(lastChange));
  }
}
