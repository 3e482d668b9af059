package dev.missionmesh.cli.audit;

import dev.missionmesh.cli.output.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The three files of an export: lines, checkpoint, and (for other people's eyes only) the key. */
public record ExportFiles(Path lines, Path checkpoint, Path key) {
  public static final String LINES = "audit.jsonl";
  public static final String CHECKPOINT = "checkpoint.txt";
  public static final String KEY = "key.txt";

  /** Of a directory, or of the one that a file of lines stands in. */
  static ExportFiles at(Path directoryOrLines) {
    boolean directory = Files.isDirectory(directoryOrLines);
    Path lines = directory ? directoryOrLines.resolve(LINES) : directoryOrLines;
    return new ExportFiles(lines, lines.resolveSibling(CHECKPOINT), lines.resolveSibling(KEY));
  }

  static ExportFiles create(Path directory) {
    try {
      Files.createDirectories(directory);
      return at(directory);
    } catch (IOException unwritable) {
      throw Failure.usage("cannot write to " + directory + ": " + unwritable.getMessage(), null);
    }
  }

  /**
   * Copies {@code count} lines and ends the last one with a newline. Fails when there are fewer:
   * the log was cut off on its way here.
   */
  public static void copyLines(InputStream from, long count, OutputStream to) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = count;
    boolean insideLine = false;
    while (left > 0) {
      int read = from.read(buffer);
      if (read < 0) {
        left = endLastLine(left, insideLine, to);
        break;
      }
      int end = 0;
      while (end < read && left > 0) {
        if (buffer[end++] == '\n') left--;
      }
      if (end > 0) insideLine = buffer[end - 1] != '\n';
      to.write(buffer, 0, end);
    }
    to.flush();
    if (left > 0)
      throw Failure.error("the export ended " + left + " lines too early", "Try again.");
  }

  private static long endLastLine(long left, boolean insideLine, OutputStream to)
      throws IOException {
    if (!insideLine) return left;
    to.write('\n');
    return left - 1;
  }
}
