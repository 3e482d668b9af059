package dev.missionmesh.sandboxruntime.kubernetes;

import dev.missionmesh.sandboxruntime.domain.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads the lines that {@code start.sh} writes. The log may be read again from its beginning:
 * pieces that were seen are passed over. Whatever else stands there, by whomever, is passed over
 * too.
 */
final class LogPieces {
  private static final int LONGEST_LINE = 8 * 1024;

  private final OutputBuffer stdout;
  private final OutputBuffer stderr;
  private long nextOut = 1;
  private long nextErr = 1;
  private boolean gap;
  private volatile boolean complete;
  private volatile Usage usage = Usage.NONE;
  private volatile boolean outOfMemory;

  LogPieces(OutputBuffer stdout, OutputBuffer stderr) {
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Reads to the end of a log, from its beginning.
   *
   * @param progress called whenever something was read and taken
   */
  void read(InputStream log, Runnable progress) throws IOException, InterruptedException {
    gap = false;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] bytes = new byte[32 * 1024];
    for (int count = log.read(bytes); count >= 0; count = log.read(bytes)) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
          take(line.size() > LONGEST_LINE ? "" : line.toString(StandardCharsets.US_ASCII));
          line.reset();
        } else if (line.size() <= LONGEST_LINE) {
          line.write(bytes[i]);
        }
      }
      progress.run();
    }
  }

  /** True when the last line has been read and none was missing. */
  boolean complete() {
    return complete;
  }

  /** True when the log that was read last begins after what had been read before. */
  boolean gap() {
    return gap;
  }

  Usage usage() {
    return usage;
  }

  boolean outOfMemory() {
    return outOfMemory;
  }

  private void take(String line) throws InterruptedException {
    String[] parts = line.split(" ");
    try {
      switch (parts[0]) {
        case "o" -> nextOut += piece(parts, nextOut, stdout);
        case "e" -> nextErr += piece(parts, nextErr, stderr);
        case "u" -> finish(parts);
        default -> {
          // not of start.sh
        }
      }
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      // the mission itself has written into the container's log: its own loss
    }
  }

  /** How many pieces further it is now: 0 or 1. */
  private int piece(String[] parts, long next, OutputBuffer stream) throws InterruptedException {
    long number = Long.parseLong(parts[1]);
    gap |= number > next;
    if (number != next) {
      return 0;
    }
    if (parts.length > 2) {
      stream.put(Base64.getDecoder().decode(parts[2]));
    }
    return 1;
  }

  private void finish(String[] parts) {
    usage = new Usage(Long.parseLong(parts[1]) / 1000, Long.parseLong(parts[2]));
    outOfMemory = Long.parseLong(parts[3]) > 0;
    complete = !gap;
  }
}
