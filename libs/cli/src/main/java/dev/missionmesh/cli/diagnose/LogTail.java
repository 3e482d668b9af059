package dev.missionmesh.cli.diagnose;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, however long that is. */
final class LogTail {
  private static final int LINES = 200;
  private static final long MOST_BYTES = 1 << 20;

  /** The last 200 lines, of the last mebibyte at most. */
  static String of(Path file) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, log.length() - MOST_BYTES);
      byte[] end = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(end);
      List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
      return last.isEmpty() ? "" : String.join("\n", last) + "\n";
    }
  }

  private LogTail() {}
}
