package dev.missionmesh.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The body of one HTTP/1.1 response, by length or in chunks; ends where the body ends and leaves the connection open. */
final class BodyStream extends InputStream {
  private static final long CHUNKED = -1;

  private final InputStream connection;
  private final boolean chunked;
  private long left;

  private BodyStream(InputStream connection, boolean chunked, long left) {
    this.connection = connection;
    this.chunked = chunked;
    this.left = left;
  }

  static BodyStream ofLength(InputStream connection, long length) {
    return new BodyStream(connection, false, length);
  }

  static BodyStream inChunks(InputStream connection) {
    return new BodyStream(connection, true, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (left == 0 && chunked) {
      left = nextChunk();
    }
    if (left == 0 || left == CHUNKED) {
      return -1;
    }
    int count = connection.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the body was cut off");
    }
    left -= count;
    if (left == 0 && chunked) {
      line(connection);
    }
    return count;
  }

  private long nextChunk() throws IOException {
    String size = line(connection);
    int end = size.indexOf(';');
    long length = Long.parseLong((end < 0 ? size : size.substring(0, end)).strip(), 16);
    if (length > 0) {
      return length;
    }
    while (!line(connection).isEmpty()) {
      // trailers are of no interest
    }
    return CHUNKED;
  }

  /** A line of the protocol, without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** What is left of the body, as text. */
  String text() throws IOException {
    return new String(readAllBytes(), StandardCharsets.UTF_8);
  }
}
