package dev.missionmesh.auditlog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines without copying them: a line is a slice of the buffer until the next call. */
final class LineSource {
  /** No entry is longer: the broker takes records of 1 MiB at most. */
  static final int MAX_LINE = 16 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 18];
  private int start;
  private int end;
  private int filled;
  private boolean terminated;

  LineSource(InputStream in) {
    this.in = in;
  }

  /**
   * Moves to the next line.
   *
   * @return false at the end of the stream
   * @throws LineCursor.Malformed if the line is longer than any entry
   */
  boolean next() throws IOException {
    start = end + (terminated ? 1 : 0);
    int scanned = start;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          end = i;
          terminated = true;
          return true;
        }
      }
      scanned = filled - start;
      boolean more = fill();
      scanned += start;
      if (!more) {
        end = filled;
        terminated = false;
        return end > start;
      }
    }
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      if (filled >= MAX_LINE) {
        throw new LineCursor.Malformed("is longer than any entry");
      }
      buffer = Arrays.copyOf(buffer, 2 * filled);
    }
    int read = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(read, 0);
    return read > 0;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether the line ended in a newline. */
  boolean terminated() {
    return terminated;
  }
}
