package dev.missionmesh.cli.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The folder into which PostgreSQL puts each full segment of its log of changes (WAL), compressed. A segment keeps the time of its
 * last change.
 */
record WalArchive(Path folder) {
  /** Bytes of a segment, PostgreSQL's default. */
  static final long SEGMENT = 16 << 20;

  private static final String SEGMENT_NAME = "[0-9A-F]{24}";
  private static final long SEGMENTS_PER_LOG = (1L << 32) / SEGMENT;

  /**
   * PostgreSQL's {@code archive_command}: repeatable, durable when it succeeds, and refuses to replace a segment by another. Needs
   * {@code gzip}, {@code cmp} and {@code sync}.
   */
  String archiveCommand() {
    return ("d=%s; f=\"$d/%%f.gz\"; if test -f \"$f\"; then gzip -dc \"$f\" | cmp -s - \"%%p\"; else gzip -1 -c \"%%p\" > \"$f.part\""
            + " && touch -r \"%%p\" \"$f.part\" && sync \"$f.part\" && mv \"$f.part\" \"$f\" && sync \"$d\"; fi")
        .formatted(quoted());
  }

  /** PostgreSQL's {@code restore_command}. */
  String restoreCommand() {
    return "f=%s/%%f.gz; test -f \"$f\" && gzip -dc \"$f\" > \"%%p\"".formatted(quoted());
  }

  /** For a shell, within a command in which PostgreSQL replaces what follows a percent sign. */
  private String quoted() {
    return "'" + folder.toString().replace("%", "%%").replace("'", "'\\''") + "'";
  }

  Path file(String segment) {
    return folder.resolve(segment + ".gz");
  }

  boolean holds(String segment) {
    return Files.exists(file(segment));
  }

  /** Segments from {@code first} on, in order, up to the first that is missing. */
  List<String> unbrokenFrom(String first) {
    var segments = new ArrayList<String>();
    for (String next = first; holds(next); next = following(next)) segments.add(next);
    return segments;
  }

  /** When the last change in a segment was made. */
  Instant lastChange(String segment) throws IOException {
    return Files.getLastModifiedTime(file(segment)).toInstant().truncatedTo(ChronoUnit.MICROS);
  }

  /** Whether a segment is whole: its checksum fits and it is as long as a segment is. */
  boolean isIntact(String segment) {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file(segment)), 1 << 16)) {
      return in.transferTo(OutputStream.nullOutputStream()) == SEGMENT;
    } catch (IOException damaged) {
      return false;
    }
  }

  /** Deletes segments that come before one, whatever their timeline. */
  void deleteBefore(String segment) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".gz", "");
        if (name.matches(SEGMENT_NAME) && number(name) < number(segment)) Files.delete(file);
      }
    }
  }

  static String following(String segment) {
    long next = number(segment) + 1;
    return segment.substring(0, 8) + String.format("%08X%08X", next / SEGMENTS_PER_LOG, next % SEGMENTS_PER_LOG);
  }

  private static long number(String segment) {
    if (!segment.matches(SEGMENT_NAME)) throw new IllegalArgumentException("no segment: " + segment);
    return Long.parseLong(segment, 8, 16, 16) * SEGMENTS_PER_LOG + Long.parseLong(segment, 16, 24, 16);
  }
}
