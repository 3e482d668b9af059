package dev.missionmesh.searchindexer.domain;

import java.util.Arrays;

/**
 * The unfinished last lines of an attempt's two streams after a chunk: a line cut by a chunk's end is searchable whole with the chunk that ends it.
 *
 * @param stdout bytes since the last line feed, at most {@link #MAX}; not to be changed
 * @param stderr the same of the error stream
 */
public record Tails(byte[] stdout, byte[] stderr) {
  /** Longest carried beginning of a line, in bytes; of a longer line only the latest part is carried. */
  public static final int MAX = 4096;

  private static final byte[] EMPTY = new byte[0];
  public static final Tails NONE = new Tails(EMPTY, EMPTY);

  /** What stands before a chunk of that stream on its first line. */
  public byte[] of(String stream) {
    return isError(stream) ? stderr : stdout;
  }

  /** The tails once {@code chunk} has followed. */
  public Tails after(LogChunk chunk) {
    byte[] tail = tail(of(chunk.stream()), chunk.data());
    return isError(chunk.stream()) ? new Tails(stdout, tail) : new Tails(tail, stderr);
  }

  private static boolean isError(String stream) {
    return "stderr".equals(stream);
  }

  private static byte[] tail(byte[] before, byte[] data) {
    int lineStart = data.length;
    while (lineStart > 0 && data[lineStart - 1] != '\n') {
      lineStart--;
    }
    if (lineStart > 0) {
      return lineStart == data.length ? EMPTY : cut(Arrays.copyOfRange(data, lineStart, data.length));
    }
    byte[] line = Arrays.copyOf(before, before.length + data.length);
    System.arraycopy(data, 0, line, before.length, data.length);
    return cut(line);
  }

  private static byte[] cut(byte[] line) {
    if (line.length <= MAX) {
      return line;
    }
    int from = line.length - MAX;
    while (from < line.length && (line[from] & 0xC0) == 0x80) {
      from++;
    }
    return Arrays.copyOfRange(line, from, line.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tails that
        && Arrays.equals(stdout, that.stdout)
        && Arrays.equals(stderr, that.stderr);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(stdout) + Arrays.hashCode(stderr);
  }
}
