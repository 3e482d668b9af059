package dev.missionmesh.sandboxruntime.domain;

/** Finds where text may be cut without splitting a character. */
final class Utf8Tail {
  /** How many bytes at the end begin a UTF-8 character whose rest is missing: 0 to 3. */
  static int incomplete(byte[] bytes, int length) {
    for (int back = 1; back <= Math.min(3, length); back++) {
      int b = bytes[length - back] & 0xff;
      if (b >= 0xC0) {
        return needed(b) > back ? back : 0;
      }
      if (b < 0x80) {
        return 0;
      }
    }
    return 0;
  }

  private static int needed(int lead) {
    return lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  }

  private Utf8Tail() {}
}
