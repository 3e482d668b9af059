package dev.missionmesh.auditlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Walks over one line in a buffer. Each step answers what it passed, or throws {@link Malformed} where the line is not in form. */
final class LineCursor {
  /** The line is not in form. Costs no stack trace. */
  static final class Malformed extends RuntimeException {
    private final String detail;

    Malformed(String detail) {
      super(detail, null, false, false);
      this.detail = detail;
    }

    String detail() {
      return detail;
    }
  }

  private byte[] buffer = {};
  private int end;
  private int at;

  void reset(byte[] buffer, int start, int end) {
    this.buffer = buffer;
    this.at = start;
    this.end = end;
  }

  int position() {
    return at;
  }

  /** Passes the bytes if they come next. */
  boolean skip(byte[] expected) {
    int after = at + expected.length;
    if (after > end || !Arrays.equals(buffer, at, after, expected, 0, expected.length)) {
      return false;
    }
    at = after;
    return true;
  }

  void require(byte[] expected, String what) {
    if (!skip(expected)) {
      throw new Malformed("has no well-formed \"" + what + "\" where it belongs");
    }
  }

  long number(String what) {
    int start = at;
    long value = 0;
    while (at < end && at - start < 19 && buffer[at] >= '0' && buffer[at] <= '9') {
      value = value * 10 + buffer[at++] - '0';
    }
    if (at == start || value < 0 || buffer[start] == '0' && at - start > 1) {
      throw new Malformed("has no well-formed \"" + what + "\"");
    }
    return value;
  }

  /** Passes the inside of a JSON string up to its closing quote, which stays. */
  void string(String what) {
    while (at < end && buffer[at] != '"') {
      byte b = buffer[at];
      if (b >= 0 && b < ' ') {
        break;
      }
      at += b == '\\' ? 2 : 1;
    }
    if (at >= end || buffer[at] != '"') {
      throw new Malformed("has no well-formed \"" + what + "\"");
    }
  }

  /** Reads lower-case hex into the array, which it fills. */
  byte[] hex(byte[] into, String what) {
    if (end - at < 2 * into.length) {
      throw new Malformed("has no well-formed \"" + what + "\"");
    }
    for (int i = 0; i < into.length; i++) {
      int value = digit(buffer[at++]) << 4 | digit(buffer[at++]);
      if (value < 0) {
        throw new Malformed("has no well-formed \"" + what + "\"");
      }
      into[i] = (byte) value;
    }
    return into;
  }

  String text(int start, int end) {
    return new String(buffer, start, end - start, StandardCharsets.UTF_8);
  }

  private static int digit(byte b) {
    return b >= '0' && b <= '9' ? b - '0' : b >= 'a' && b <= 'f' ? b - 'a' + 10 : -1;
  }
}
